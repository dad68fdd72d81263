from .invitation import AcceptInvitation
from .second_factor import GetSecondFactor, OwnSecondFactor, ShowSecondFactor
from .settings import ChooseNickname, DeleteAccount, Settings, download_data
from .sign_in import EnterCode, SignIn, sign_out, sign_out_everywhere

__all__ = [
    "AcceptInvitation",
    "ChooseNickname",
    "DeleteAccount",
    "EnterCode",
    "GetSecondFactor",
    "OwnSecondFactor",
    "Settings",
    "ShowSecondFactor",
    "SignIn",
    "download_data",
    "sign_out",
    "sign_out_everywhere",
]
