from django.urls import path

from portal.accounts import views

urlpatterns = [
    path("accounts/sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("accounts/code/", views.EnterCode.as_view(), name="enter_code"),
    path("accounts/sign-out/", views.sign_out, name="sign_out"),
    path("accounts/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("accounts/nickname/", views.ChooseNickname.as_view(), name="choose_nickname"),
    path("accounts/invitation/<uidb64>/<token>/", views.AcceptInvitation.as_view(), name="accept_invitation"),
    path("accounts/second-factor/", views.ShowSecondFactor.as_view(), name="second_factor"),
    path("accounts/second-factor/new/", views.GetSecondFactor.as_view(), name="get_second_factor"),
    path("accounts/second-factor/mine/", views.OwnSecondFactor.as_view(), name="own_second_factor"),
    path("me/settings/", views.Settings.as_view(), name="me_settings"),
    path("me/settings/data/", views.download_data, name="download_data"),
    path("me/settings/delete/", views.DeleteAccount.as_view(), name="delete_account"),
]
