package dev.latchkey.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.problem.InvalidImportException;
import dev.latchkey.text.SpreadsheetText;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) with a line that names the columns, in any order. An empty cell says
 * nothing, as a column that is not there does; a user without roles has the role
 * {@code none}. A cell has no line in it, since no member of a user has: so a quote that
 * is not closed spoils its own line only. Cells are guarded from being formulas where
 * they are written, and the guard is taken away where they are read.
 */
final class CsvLines implements LineFormat {

	private static final String NO_ROLES = "none";

	private final List<String> written;

	private @Nullable List<String> columns;

	/**
	 * Create the format, to write some of the columns, or to read a file.
	 */
	CsvLines(List<String> written) {
		this.written = written;
	}

	@Override
	public String head() {
		return String.join(",", this.written) + "\r\n";
	}

	@Override
	public String write(UserLine user) {
		Map<String, @Nullable String> cells = new HashMap<>();
		cells.put(UserLine.USERNAME, user.username());
		cells.put(UserLine.EMAIL, user.email());
		cells.put(UserLine.NAME, user.name());
		cells.put(UserLine.ROLES, roles(user.roles()));
		cells.put(UserLine.STATUS, user.status());
		cells.put(UserLine.PASSWORD_HASH, user.passwordHash());
		return this.written.stream()
			.map((column) -> SpreadsheetText.cell(cells.get(column)))
			.collect(Collectors.joining(",", "", "\r\n"));
	}

	private static @Nullable String roles(@Nullable List<String> roles) {
		if (roles == null) {
			return null;
		}
		return roles.isEmpty() ? NO_ROLES : String.join(" ", roles);
	}

	@Override
	public @Nullable UserLine read(String line) {
		@Nullable List<String> names = this.columns;
		if (names == null) {
			this.columns = head(line);
			return null;
		}
		List<String> cells = CsvCells.cut(line);
		if (cells.size() != names.size()) {
			throw new LineFaultException("invalid-csv");
		}
		Map<String, String> user = new HashMap<>();
		for (int i = 0; i < cells.size(); i++) {
			if (!cells.get(i).isEmpty()) {
				user.put(names.get(i), SpreadsheetText.unguard(cells.get(i)));
			}
		}
		return new UserLine(user.get(UserLine.USERNAME), user.get(UserLine.EMAIL), user.get(UserLine.NAME),
				split(user.get(UserLine.ROLES)), user.get(UserLine.STATUS), user.get(UserLine.PASSWORD_HASH));
	}

	private static @Nullable List<String> split(@Nullable String roles) {
		if (roles == null) {
			return null;
		}
		return Stream.of(roles.split("[ ,;|]+")).filter((role) -> !role.isEmpty() && !role.equals(NO_ROLES)).toList();
	}

	private static List<String> head(String line) {
		List<String> names;
		try {
			names = CsvCells.cut(line).stream().map((name) -> name.strip().toLowerCase(Locale.ROOT)).toList();
		}
		catch (LineFaultException ex) {
			throw new InvalidImportException("invalid_header");
		}
		if (!UserLine.FIELDS.containsAll(names)) {
			throw new InvalidImportException("unknown_column");
		}
		if (!names.contains(UserLine.USERNAME) || new HashSet<>(names).size() < names.size()) {
			throw new InvalidImportException("invalid_header");
		}
		return names;
	}

	static CsvLines toWrite(boolean hashes) {
		return new CsvLines(UserLine.FIELDS.subList(0, UserLine.FIELDS.size() - (hashes ? 0 : 1)));
	}

	static CsvLines toRead() {
		return new CsvLines(List.of());
	}

}
