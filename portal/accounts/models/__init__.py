from .invitation import Invitation, InvitationState
from .user import User, UserManager

__all__ = ["Invitation", "InvitationState", "User", "UserManager"]
