package dev.latchkey.contract;

import org.junit.jupiter.api.Nested;

/**
 * All that is the same in both modes. Each mode runs it on one kind of storage, in one
 * application; the other two combinations run the {@link StorageContract}, and all of
 * this in the profile {@code full}.
 */
abstract class WholeContract extends StorageContract {

	@Nested
	class FormLogin extends FormLoginContract {

	}

	@Nested
	class Credential extends CredentialContract {

	}

	@Nested
	class ClientAuthentication extends ClientAuthenticationContract {

	}

	@Nested
	class Authorization extends AuthorizationContract {

	}

	@Nested
	class SignOut extends SignOutContract {

	}

	@Nested
	class Consent extends ConsentContract {

	}

	@Nested
	class Tokens extends TokensContract {

	}

	@Nested
	class Pages extends PagesContract {

	}

	@Nested
	class Csrf extends CsrfContract {

	}

	@Nested
	class Headers extends HeadersContract {

	}

	@Nested
	class RequestHead extends RequestHeadContract {

	}

	@Nested
	class RequestBody extends RequestBodyContract {

	}

	@Nested
	class Scripts extends ScriptsContract {

	}

	@Nested
	class Keys extends KeysContract {

	}

	@Nested
	class Monitoring extends MonitoringContract {

	}

}
