"""A small library, as the makers of modelsearch expect it in their `BackendTests`. Their package leaves it out."""

from datetime import date, time

from modelsearch.test.testapp.models import (
    AgendaItem,
    Author,
    Book,
    Character,
    Meeting,
    MPAnimal,
    Novel,
    NSAnimal,
    ProgrammingGuide,
    Speaker,
)

RING = "Middle Earth"
THRONES = "Westeros"
LORD = ["Frodo Baggins", "Bilbo Baggins"]
NOVELS = [
    # title, author, pages, published, setting, characters, the hero first
    ("A Game of Thrones", "George R.R. Martin", 694, date(1996, 8, 1), THRONES, []),
    ("A Clash of Kings", "George R.R. Martin", 761, date(1998, 11, 16), THRONES, []),
    ("A Storm of Swords", "George R.R. Martin", 973, date(2000, 2, 8), THRONES, []),
    ("The Hobbit", "J. R. R. Tolkien", 310, date(1937, 9, 21), RING, ["Bilbo Baggins", "Thorin Oakenshield"]),
    (
        "The Fellowship of the Ring",
        "J. R. R. Tolkien",
        423,
        date(1954, 7, 29),
        RING,
        ["Frodo Baggins", "Bilbo Baggins"],
    ),
    ("The Two Towers", "J. R. R. Tolkien", 352, date(1954, 11, 11), RING, LORD),
    (
        "The Return of the King",
        "J. R. R. Tolkien",
        440,
        date(1955, 10, 20),
        RING,
        ["Frodo Baggins", "Bilbo Baggins"],
    ),
    ("Foundation", "Isaac Asimov", 255, date(1951, 6, 1), "Galactic Empire", ["Hari Seldon"]),
]
GUIDES = [
    ("JavaScript: The good parts", ["Douglas Crockford"], 176, date(2008, 5, 1), "js"),
    ("JavaScript: The Definitive Guide", ["David Flanagan"], 1136, date(1998, 6, 1), "js"),
    ("Learning Python", ["Mark Lutz", "David Ascher"], 1160, date(1999, 4, 1), "py"),
    (
        "Two Scoops of Django 1.11",
        ["Daniel Roy Greenfeld", "Audrey Roy Greenfeld"],
        539,
        date(2017, 5, 1),
        "py",
    ),
    ("Programming Rust", ["Jim Blandy", "Jason Orendorff"], 622, date(2017, 12, 1), "rs"),
]
HAVE_A_HERO = {"The Hobbit", "The Fellowship of the Ring", "Foundation"}
BORN = {
    "Isaac Asimov": date(1920, 1, 2),
    "George R.R. Martin": date(1948, 9, 20),
    "J. R. R. Tolkien": date(1892, 1, 3),
}


def author(name):
    return Author.objects.get_or_create(name=name, defaults={"date_of_birth": BORN.get(name)})[0]


def fill_library():
    """Put in the books in the order in which the tests count them: seven of fantasy, and the tenth the Foundation."""
    *fantasy, foundation = NOVELS
    add_novels(fantasy)
    add_guides(GUIDES[:2])
    add_novels([foundation])
    add_guides(GUIDES[2:])
    rust = Book.objects.create(
        title="The Rust Programming Language", number_of_pages=440, publication_date=date(2018, 6, 1)
    )
    rust.authors.add(author("Steve Klabnik"), author("Carol Nichols"))
    fill_calendar()
    for model in (MPAnimal, NSAnimal):
        plant_animals(model)


def add_novels(novels):
    for title, writer, pages, published, setting, names in novels:
        novel = Novel.objects.create(
            title=title, number_of_pages=pages, publication_date=published, setting=setting
        )
        novel.authors.add(author(writer))
        people = [Character.objects.create(name=name, novel=novel) for name in names]
        if title in HAVE_A_HERO:
            novel.protagonist = people[0]
            novel.save()


def add_guides(guides):
    for title, writers, pages, published, language in guides:
        guide = ProgrammingGuide.objects.create(
            title=title, number_of_pages=pages, publication_date=published, programming_language=language
        )
        guide.authors.add(*map(author, writers))


def fill_calendar():
    Meeting.objects.create(name="Breakfast yoga", start_time=time(8, 0))
    Meeting.objects.create(name="Evening yoga", start_time=time(18, 0))
    standup = Meeting.objects.create(name="Stand-up meeting", start_time=time(9, 30))
    item = AgendaItem.objects.create(meeting=standup, topic="Clues")
    Speaker.objects.create(agenda_item=item, name="Arthur Conan Doyle")


def plant_animals(model):
    def under(parent, name):
        return model.objects.get(pk=parent.pk).add_child(name=name)

    animal = model.add_root(name="Animal")
    mammal = under(animal, "Mammal")
    under(animal, "Reptile")
    under(mammal, "Dog")
    under(mammal, "Cat")
