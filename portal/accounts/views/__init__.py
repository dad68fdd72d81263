from .invitation import AcceptInvitation
from .settings import ChooseNickname, Settings
from .sign_in import SignIn

__all__ = ["AcceptInvitation", "ChooseNickname", "Settings", "SignIn"]
