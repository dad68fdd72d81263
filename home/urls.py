from django.urls import path

from home import sitemap, views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("search/", views.search, name="search"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-pages.xml", sitemap.pages, name="sitemap_pages"),
    path("sitemap-concerns.xml", sitemap.concerns, name="sitemap_concerns"),
    path("sitemap-posts-<int:year>-W<int:week>.xml", sitemap.posts, name="sitemap_posts"),
]
