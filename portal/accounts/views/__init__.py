from .invitation import AcceptInvitation
from .settings import ChooseNickname, Settings
from .sign_in import EnterCode, SignIn, sign_out, sign_out_everywhere

__all__ = [
    "AcceptInvitation",
    "ChooseNickname",
    "EnterCode",
    "Settings",
    "SignIn",
    "sign_out",
    "sign_out_everywhere",
]
