package dev.latchkey.contract;

import org.junit.jupiter.api.Nested;

/**
 * All that is the same in both modes. Each mode runs it on each kind of storage, in one
 * application.
 */
abstract class WholeContract {

	@Nested
	class Login extends LoginContract {

	}

	@Nested
	class FormLogin extends FormLoginContract {

	}

	@Nested
	class Credential extends CredentialContract {

	}

	@Nested
	class OwnSessions extends OwnSessionsContract {

	}

	@Nested
	class Password extends PasswordContract {

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
	class Pages extends PagesContract {

	}

	@Nested
	class Granting extends GrantingContract {

	}

	@Nested
	class Ending extends EndingContract {

	}

	@Nested
	class Csrf extends CsrfContract {

	}

	@Nested
	class Headers extends HeadersContract {

	}

	@Nested
	class Events extends EventsContract {

	}

	@Nested
	class ForwardAuth extends ForwardAuthContract {

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

}
