package dev.latchkey.factor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.TextMac;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Codes for those who have lost their second factor: ten, each good once. Of a code there
 * is only a MAC. It has 50 bits, and no slow hash would make more of them: a thief of the
 * database alone lacks the key and can try nothing, and one who has the key as well reads
 * the secrets of the apps at once.
 */
public class RecoveryCodes {

	/** What clients call them. */
	public static final String CODE = "recovery_code";

	private static final int COUNT = 10;

	private static final int LENGTH = 10;

	// 32 characters, five bits each, without I, L, O and U
	private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

	private final JdbcClient jdbc;

	private final TextMac macs;

	RecoveryCodes(JdbcClient jdbc, DerivedKeys keys) {
		this.jdbc = jdbc;
		this.macs = new TextMac(keys.forAuthenticating("latchkey: recovery codes"));
	}

	/**
	 * Return how many an account has left.
	 * @param accountId the account
	 * @return from 0 to 10
	 */
	public int left(String accountId) {
		return this.jdbc.sql("select count(*) from recovery_code where account_id = ?")
			.param(accountId)
			.query(Integer.class)
			.single();
	}

	/**
	 * Make new codes in place of those that there are.
	 * @param accountId the account, which the caller has locked
	 * @return the codes, which are not to be had again
	 */
	List<String> renew(String accountId) {
		removeFrom(accountId);
		List<String> codes = Stream.generate(() -> RandomValues.text(ALPHABET, LENGTH))
			.distinct()
			.limit(COUNT)
			.toList();
		codes.forEach((code) -> this.jdbc.sql("insert into recovery_code (account_id, mac) values (?, ?)")
			.params(accountId, mac(accountId, code))
			.update());
		return codes;
	}

	/**
	 * Check a code, and use it up if it is right. Of several callers at once, one does.
	 * Case, spaces and hyphens do not count, and letters that are read as digits count as
	 * those.
	 */
	boolean proves(String accountId, String typed) {
		String code = typed.replaceAll("[ -]", "")
			.toUpperCase(Locale.ROOT)
			.replace('O', '0')
			.replace('I', '1')
			.replace('L', '1');
		return SHAPE.matcher(code).matches()
				&& this.jdbc.sql("delete from recovery_code where account_id = ? and mac = ?")
					.params(accountId, mac(accountId, code))
					.update() == 1;
	}

	void removeFrom(String accountId) {
		this.jdbc.sql("delete from recovery_code where account_id = ?").param(accountId).update();
	}

	private String mac(String accountId, String code) {
		return this.macs.compute(accountId, code);
	}

}
