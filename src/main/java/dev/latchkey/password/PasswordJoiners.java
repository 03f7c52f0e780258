package dev.latchkey.password;

import java.util.regex.Pattern;

/**
 * Decides where a password may have the two characters that join others or keep them
 * apart, U+200D and U+200C: where a script is written with them, and a user sees the
 * difference (RFC 5892, A.1 and A.2, to which RFC 8264, 9.8, refers). That is behind the
 * sign that takes a letter's vowel away, in the scripts of India and its neighbours; and,
 * for U+200C, between two Arabic letters that would be joined, as in Persian. In emoji
 * they join pictures, which depends on the font: there the RFCs disallow them.
 */
final class PasswordJoiners {

	// canonical combining class 9
	private static final String VIRAMA = "[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca"
			+ "\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806"
			+ "\ua82c\ua8c4\ua953\ua9c0\uaaf6\uabed\\x{10a3f}\\x{11046}\\x{1107f}\\x{110b9}\\x{11133}\\x{11134}"
			+ "\\x{111c0}\\x{11235}\\x{112ea}\\x{1134d}\\x{11442}\\x{114c2}\\x{115bf}\\x{1163f}\\x{116b6}\\x{1172b}"
			+ "\\x{11839}\\x{1193d}\\x{1193e}\\x{119e0}\\x{11a34}\\x{11a47}\\x{11a99}\\x{11c3f}\\x{11d44}\\x{11d45}"
			+ "\\x{11d97}]";

	// Arabic letters of the joining type D, which the next letter is joined to
	private static final String JOINED = "\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a"
			+ "\u066e\u066f\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1\u06fa-\u06fc\u06ff"
			+ "\u0750-\u0758\u075c-\u076a\u076d-\u0770\u0772\u0775-\u0777\u077a-\u077f\u08a0-\u08a9\u08af\u08b0"
			+ "\u08b3\u08b4\u08b6-\u08b8\u08ba-\u08c7";

	// those of the joining type R, which are joined to the letter before them alone
	private static final String LAST = "\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677"
			+ "\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0759-\u075b\u076b\u076c"
			+ "\u0771\u0773\u0774\u0778\u0779\u08aa-\u08ac\u08ae\u08b1\u08b2\u08b9";

	// vowels and other marks between the letters, of the joining type T
	private static final String MARKS = "[\\p{Mn}\\p{Me}]*+";

	private static final Pattern IN_CONTEXT = Pattern.compile("(" + VIRAMA + ")[\u200c\u200d]|([" + JOINED + "]" + MARKS
			+ ")\u200c(?=" + MARKS + "[" + JOINED + LAST + "])");

	private PasswordJoiners() {
	}

	/**
	 * Leave out of a text the joiners that may stand where they are.
	 * @param text the text, in the normal form C
	 * @return the text without them; if it still has a joiner, no password is written so
	 */
	static String leaveOut(String text) {
		return IN_CONTEXT.matcher(text).replaceAll("$1$2");
	}

}
