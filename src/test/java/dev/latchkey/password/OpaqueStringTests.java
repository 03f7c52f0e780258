package dev.latchkey.password;

import java.text.Normalizer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OpaqueStringTests {

	/** The examples of RFC 8265, 4.3, and what several keyboards write. */
	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery staple", "Correct Horse Battery Staple", "πßå", "Jack of ♦s",
			"  around  ", "ſ ﬁ Ⅷ ㍿ ª", "ＡＢＣ", "ﾊﾟｽ", "Ünïcödé straße", "συνθηματική φράση", "كلمة السر ٤٢", "סיסמה",
			"รหัสผ่านที่ยาว", "пароль", "密码很长", "パスワード", "비밀번호", "🗝🦉🐝👍🏽", "½ ² ™ € ∑", "a·b'c", "۱۲۳ 123" })
	void leavesAsItIsWhatIsInItsFormAlready(String text) {
		assertThat(OpaqueString.formOf(text)).contains(text);
	}

	@ParameterizedTest
	@CsvSource({ "cafe\u0301, caf\u00e9", "\u212bngstro\u0308m, \u00c5ngstr\u00f6m", "\u1100\u1161\u11a8, \uac01",
			"\u03b1\u0313\u0301\u0345, \u1f84", "\u0e01\u0e4d\u0e32, \u0e01\u0e4d\u0e32", "\u0623, \u0627\u0654",
			"\u2126, \u03a9", "a\u0323\u0307, a\u0307\u0323" })
	void isTheSameForComposedAndSeparateAccents(String one, String other) {
		assertThat(OpaqueString.formOf(one)).isPresent().isEqualTo(OpaqueString.formOf(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00a0", "\u1680", "\u2000", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000" })
	void makesOneSpaceOfAllKinds(String space) {
		assertThat(OpaqueString.formOf("plum" + space + "tea")).contains("plum tea");
	}

	@ParameterizedTest
	@CsvSource({ "a, A", "ß, ss", "Ａ, A", "ﬁ, fi", "², 2", "ς, σ", "ı, i", "a b, ab", "'a ', a", "٤, ۴" })
	void keepsApartWhatAreOtherCharacters(String one, String other) {
		assertThat(OpaqueString.formOf(one)).isPresent().isNotEqualTo(OpaqueString.formOf(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0", "tab\there", "line\nend", "\u007f", "\u0085", "\ud83d", "\udd11", "\u00ad",
			"\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2028", "\u2060", "\u2066", "\ufeff", "❤\ufe0f",
			"\u034f", "👩\u200d🚀", "\udb40\udc67", "\udb40\udd00", "\ue000", "\u0378", "\uffff", "\ufdd0", "\u0640",
			"\u3164", "\u1100", "\u302e", "\u0600" })
	void takesNothingThatCannotBeSeenOrIsNotAssigned(String text) {
		assertThat(OpaqueString.formOf("secret " + text)).isEmpty();
	}

	/** Persian, Urdu, Hindi, Sinhala, Malayalam, and Arabic with a vowel in between. */
	@ParameterizedTest
	@ValueSource(strings = { "می\u200cخواهم بروم", "نامه\u200cای", "بے\u0020گھر ہم\u200cسفر", "क्\u200dष", "क्\u200cष",
			"ශ්\u200dරී", "ന്\u200d", "\u0628\u064e\u200c\u064f\u062f" })
	void takesJoinersWhereAScriptIsWrittenWithThem(String text) {
		assertThat(OpaqueString.formOf(text)).contains(text);
		assertThat(OpaqueString.formOf(text)).isNotEqualTo(OpaqueString.formOf(text.replaceAll("[\u200c\u200d]", "")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "می\u200dخواهم", "می\u200c\u200cخواهم", "می\u200c خواهم", "می\u200c", "\u200cمی",
			"او\u200cرا", "क\u200dष", "क्\u200d\u200dष", "pass\u200cword", "ا\u200cب", "🏳\u200d🌈", "می\u200cx" })
	void takesNoJoinersElsewhere(String text) {
		assertThat(OpaqueString.formOf(text)).isEmpty();
	}

	@Test
	void isItsOwnForm() {
		for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
			String text = "x" + Character.toString(character) + "\u0301";
			OpaqueString.formOf(text).ifPresent((form) -> {
				if (!OpaqueString.formOf(form).orElse("").equals(form)) {
					assertThat(OpaqueString.formOf(form)).as("the form of %s", text).contains(form);
				}
				assertThat(OpaqueString.formOf(Normalizer.normalize(text, Normalizer.Form.NFD))).contains(form);
			});
		}
	}

}
