package dev.latchkey.contract;

import org.junit.jupiter.api.Nested;

/**
 * What is the same in both modes and touches the database or Redis: the part that a
 * combination of mode and storage has to show of its own.
 */
abstract class StorageContract {

	@Nested
	class Login extends LoginContract {

	}

	@Nested
	class OwnSessions extends OwnSessionsContract {

	}

	@Nested
	class Password extends PasswordContract {

	}

	@Nested
	class TypedText extends TypedTextContract {

	}

	@Nested
	class Logout extends LogoutContract {

	}

	@Nested
	class Users extends UsersContract {

	}

	@Nested
	class Roles extends RolesContract {

	}

	@Nested
	class Granting extends GrantingContract {

	}

	@Nested
	class DeviceGrant extends DeviceGrantContract {

	}

	@Nested
	class Ending extends EndingContract {

	}

	@Nested
	class Events extends EventsContract {

	}

	@Nested
	class Introspection extends IntrospectionContract {

	}

	@Nested
	class Revoking extends RevokingContract {

	}

	@Nested
	class Applications extends ApplicationsContract {

	}

	@Nested
	class ConnectedApplications extends ConnectedApplicationsContract {

	}

}
