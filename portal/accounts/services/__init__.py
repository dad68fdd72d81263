from .people import (
    choose_nickname,
    delete_account,
    end_all_sessions,
    find_or_create_citizen,
    find_or_create_person,
    invite,
)
from .second_factor import add_passkey, add_totp, remove_factor, renew_recovery_codes, reset_second_factor

__all__ = [
    "add_passkey",
    "add_totp",
    "choose_nickname",
    "delete_account",
    "end_all_sessions",
    "find_or_create_citizen",
    "find_or_create_person",
    "invite",
    "remove_factor",
    "renew_recovery_codes",
    "reset_second_factor",
]
