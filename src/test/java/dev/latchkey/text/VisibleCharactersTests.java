package dev.latchkey.text;

import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the three degrees with tables of categories, over all code points.
 */
class VisibleCharactersTests {

	private static final Set<Byte> NOT_PRINTABLE = Set.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE,
			Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR);

	private static final Set<Byte> NOT_ASSIGNED = Set.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE,
			Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR);

	private static final Set<Byte> NOT_VISIBLE = Set.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE,
			Character.PRIVATE_USE, Character.UNASSIGNED, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
			Character.PARAGRAPH_SEPARATOR);

	@Test
	void admitWhatTheirCategoriesSay() {
		assertSame(VisibleCharacters::isPrintable, (c) -> !NOT_PRINTABLE.contains((byte) Character.getType(c)));
		assertSame(VisibleCharacters::isAssigned, (c) -> !NOT_ASSIGNED.contains((byte) Character.getType(c)));
		assertSame(VisibleCharacters::isVisible,
				(c) -> !NOT_VISIBLE.contains((byte) Character.getType(c)) && !isDefaultIgnorable(c) && c != 0x2800);
		assertSame(VisibleCharacters::isVisibleInPath, (c) -> VisibleCharacters.isVisible(c) && "/\\;%".indexOf(c) < 0);
	}

	@Test
	void eachAdmitOnlyWhatTheOneBeforeAdmits() {
		assertThat(all().filter(VisibleCharacters::isVisible)).allMatch(VisibleCharacters::isAssigned);
		assertThat(all().filter(VisibleCharacters::isAssigned)).allMatch(VisibleCharacters::isPrintable);
	}

	/**
	 * A header is read as ISO 8859-1, which has no separators of lines and paragraphs.
	 */
	@Test
	void leaveControlAndFormatCharactersOutOfAHeader() {
		for (int c = 0; c <= 0xff; c++) {
			String kept = (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) ? ""
					: Character.toString(c);
			assertThat(VisibleCharacters.keepPrintable(Character.toString(c), 1)).isEqualTo(kept);
		}
	}

	@Test
	void areCountedAfterTheOthersAreLeftOut() {
		assertThat(VisibleCharacters.keepPrintable("\u202ea\n\u2028b\ud83dc🦉d", 4)).isEqualTo("abc🦉");
	}

	private static boolean isDefaultIgnorable(int c) {
		return Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0).contains(c)
				|| (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
	}

	private static void assertSame(IntPredicate actual, IntPredicate expected) {
		assertThat(all().filter((c) -> actual.test(c) != expected.test(c))).isEmpty();
	}

	private static IntStream all() {
		return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
	}

}
