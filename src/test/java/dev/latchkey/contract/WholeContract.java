package dev.latchkey.contract;

import dev.latchkey.harness.Latchkey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * All that is the same in both modes. Each mode runs it on one kind of storage, in one
 * application; the other two combinations run the {@link StorageContract}, and all of
 * this in the profile {@code full}. Each answer to a call that the API description names
 * has to be as it says.
 */
abstract class WholeContract extends StorageContract {

	@BeforeAll
	static void compareAnswersWithTheirDescription(Latchkey latchkey) {
		latchkey.keepToDescription();
	}

	@Nested
	class SecondFactor extends SecondFactorContract {

	}

	@Nested
	class OwnFactors extends OwnFactorsContract {

	}

	@Nested
	class OwnSessions extends OwnSessionsContract {

	}

	@Nested
	class Password extends PasswordContract {

	}

	@Nested
	class Proof extends ProofContract {

	}

	@Nested
	class FactorRole extends FactorRoleContract {

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
	class Profiles extends ProfilesContract {

	}

	@Nested
	class Passkeys extends PasskeysContract {

	}

	@Nested
	class Invitations extends InvitationsContract {

	}

	@Nested
	class Transfer extends TransferContract {

	}

	@Nested
	class LargeTransfer extends LargeTransferContract {

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
	class Search extends SearchContract {

	}

	@Nested
	class Overview extends OverviewContract {

	}

	@Nested
	class UserList extends UserListContract {

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
