package dev.latchkey.contract;

import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;

/**
 * The ways to sign in. What follows has to be the same behind all of them.
 */
public enum Door {

	/** The page, as a browser uses it. */
	FORM {
		@Override
		public Answer open(Client client, Person person) {
			return client.loginByForm(person).expect(303);
		}
	},

	/** JSON, with the mode's default transport. */
	JSON {
		@Override
		public Answer open(Client client, Person person) {
			return client.login(person).expect(200);
		}
	},

	/** JSON, with the credential in a cookie. */
	JSON_FOR_COOKIES {
		@Override
		public Answer open(Client client, Person person) {
			return client
				.login(Map.of("username", person.username(), "password", person.password(), "transport", "cookie"))
				.expect(200);
		}
	};

	public abstract Answer open(Client client, Person person);

	public Client open(Latchkey latchkey, Person person) {
		Client client = latchkey.client();
		open(client, person);
		return client;
	}

}
