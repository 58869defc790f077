"""What is particular to a provider's protocol, as data: one TOML file a provider, named by a source's `kind`."""

from modelmint.profile.documents import Auth, Documents
from modelmint.profile.protocol import Jobs, Protocol
from modelmint.profile.reader import Profile, ProfileError, kinds, load

__all__ = ["Auth", "Documents", "Jobs", "Profile", "ProfileError", "Protocol", "kinds", "load"]
