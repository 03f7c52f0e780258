package dev.latchkey.datastore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.Test;

class PgbouncerTests {

	private static final int CLIENTS = 4;

	private static final int ROUNDS = 12;

	@Test
	void worksWhereEachTransactionGetsAnotherConnection() {
		try (Server redis = TestServers.redis();
				Server pgbouncer = TestServers.pgbouncer();
				Latchkey latchkey = Latchkey.in(Mode.JWT).on(redis, TestServers.freshDatabase(pgbouncer)).start()) {
			Registered application = Registered.at(latchkey);
			Person alice = latchkey.newPerson("USER");
			List<CompletableFuture<Void>> all = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				Client client = latchkey.login(alice);
				all.add(CompletableFuture.runAsync(() -> goesOn(client, application)));
			}
			all.forEach(CompletableFuture::join);
			latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		}
	}

	private static void goesOn(Client client, Registered application) {
		for (int round = 0; round < ROUNDS; round++) {
			client.refresh().expect(200);
			application.introspectActive(client.credential());
			client.get("/api/me/sessions").expect(200);
		}
	}

}
