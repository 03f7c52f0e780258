package dev.latchkey.bench.scale;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;

/**
 * What an administrator does: sees who is online, and ends other users' sessions.
 */
final class AdministratorsWork {

	private static final int PAGES = 1_000;

	private static final int LOGOUTS = 200;

	// where there are fewer, the 99th of a hundred is a single one
	private static final int ENOUGH = 200;

	private final Client admin;

	private final StoredCrowd crowd;

	private final int sessions;

	AdministratorsWork(MeasuredApplication app, StoredCrowd crowd, int sessions) {
		this.admin = app.client();
		this.crowd = crowd;
		this.sessions = sessions;
		signIn();
	}

	void measure(ScaleNotes notes) {
		notes.add("who is online, the first look", "%s", look(0, 0, 1));
		int last = this.sessions / 50 - 1;
		for (int page : new int[] { 0, last / 2, last }) {
			notes.add("who is online, 50 from %,d on".formatted(page * 50), "%s", look(page));
		}
		int busy = this.crowd.busy();
		int logouts = Math.min(LOGOUTS, (this.crowd.accounts() - busy) / 2);
		notes.add("force-logout of a user with 20 sessions", "%s", times(busy, logouts, logouts, this::logout));
		notes.add("force-logout of a user with 1,000 sessions", "%s", times(0, busy * 3 / 5, busy - busy * 3 / 5, this::logout));
	}

	/**
	 * End all sessions, and see who is online then: only the administrator who did it.
	 */
	void endEverybody(ScaleNotes notes) {
		notes.add("force-logout of everybody", "%s",
				times(0, 0, 1, (i) -> this.admin.post("/api/admin/logout").expect(200)));
		signIn();
		notes.add("who is online, when everybody has just been ended", "%s", look(0));
	}

	private void signIn() {
		this.admin.login(new Person("admin", MeasuredApplication.PASSWORD)).expect(200);
		this.admin.csrf();
	}

	private String look(int page) {
		return look(page, PAGES / 2, PAGES);
	}

	private String look(int page, int before, int count) {
		return times(0, before, count,
				(i) -> this.admin.get("/api/admin/sessions?size=50&page=" + page).expect(200));
	}

	private void logout(int account) {
		this.admin.post("/api/admin/users/" + StoredCrowd.username(account) + "/logout").expect(200);
	}

	/**
	 * Time calls, each with a number of its own, after some that are not counted: until
	 * the code is compiled it is the interpreter that is measured.
	 */
	private static String times(int from, int before, int count, IntConsumer call) {
		IntStream.range(from, from + before).forEach(call);
		long[] times = new long[count];
		for (int i = 0; i < count; i++) {
			long begin = System.nanoTime();
			call.accept(from + before + i);
			times[i] = System.nanoTime() - begin;
		}
		Arrays.sort(times);
		boolean enough = count >= ENOUGH;
		return String.format(Locale.ROOT, "median %.1f ms, %s %.1f ms, of %d after %d", times[count / 2] / 1e6,
				enough ? "p99" : "longest", times[enough ? count * 99 / 100 : count - 1] / 1e6, count, before);
	}

}
