package dev.latchkey.openapi;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the table of calls says of one.
 *
 * @param call the method and the path
 * @param area the heading under which it stands, which names its place in clients
 * @param id its name in clients
 * @param statuses those of its successes, the usual one first
 * @param summary what it does, in a sentence
 * @param errors what can go wrong besides what can with all calls, as status and type
 */
record ApiOperation(String call, String area, String id, List<String> statuses, String summary, List<String> errors) {

	private static final int COLUMNS = 5;

	static ApiOperation of(String area, String line) {
		String[] columns = line.split("\\|", COLUMNS);
		if (columns.length != COLUMNS) {
			throw new IllegalStateException("not a line of the table of calls: " + line);
		}
		return new ApiOperation(columns[0].strip(), area, columns[1].strip(),
				List.of(columns[2].strip().split(" ", -1)), columns[3].strip(),
				Stream.of(columns[4].split(",", -1)).map(String::strip).filter((error) -> !error.isEmpty()).toList());
	}

}
