package dev.latchkey.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends requests with wrk: a few connections, each of which sends its next request when
 * it has the answer to the last.
 */
public final class HttpLoad {

	/** How long a stretch of load is. */
	public static final Duration STRETCH = Duration.ofSeconds(Integer.getInteger("latchkey.bench.stretch", 2));

	public static final String CONNECTIONS = System.getProperty("latchkey.bench.connections", "8");

	private static final String SCRIPT = """
			local lines = {}
			local next = 0
			function init(arguments)
				for line in io.lines(arguments[1]) do
					local body = line:match("^body: (.*)$")
					if body then
						lines[#lines + 1] = wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
					else
						local headers = {}
						for name, value in line:gmatch("([^\\t:]+): ([^\\t]*)") do
							headers[name] = value
						end
						lines[#lines + 1] = wrk.format(nil, nil, headers)
					end
				end
			end
			function request()
				next = next % #lines + 1
				return lines[next]
			end
			function done(summary, latency, requests)
				local errors = summary.errors
				io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration,
						latency:percentile(50), latency:percentile(99), errors.connect + errors.read + errors.write
								+ errors.status + errors.timeout))
			end
			""";

	private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

	private HttpLoad() {
	}

	/**
	 * Send requests for a while.
	 * @param app where to
	 * @param path what is asked for
	 * @param headers names and values of headers, some for each session; none for clients without one
	 * @param length how long
	 */
	public static LoadSample run(MeasuredApplication app, String path, List<String[]> headers, Duration length)
			throws IOException, InterruptedException {
		return send(app, path,
				headers.isEmpty() ? List.of("-") : headers.stream().map(HttpLoad::line).toList(),
				CONNECTIONS, length);
	}

	private static String line(String... headers) {
		return IntStream.range(0, headers.length / 2)
			.mapToObj((i) -> headers[2 * i] + ": " + headers[2 * i + 1])
			.collect(Collectors.joining("\t"));
	}

	/**
	 * Sign people in for a while.
	 * @param people what their names begin with
	 */
	public static LoadSample logins(MeasuredApplication app, String people, Duration length) throws IOException, InterruptedException {
		// enough to keep the hashing busy, and no more than it lets wait
		return send(app, "/api/login",
				IntStream.range(0, MeasuredApplication.PEOPLE)
					.mapToObj(
							(i) -> "body: {\"username\":\"" + people + i + "\",\"password\":\"" + MeasuredApplication.PASSWORD + "\"}")
					.toList(),
				String.valueOf(PinnedCores.OF_SERVER + 3), length);
	}

	private static LoadSample send(MeasuredApplication app, String path, List<String> lines, String connections, Duration length)
			throws IOException, InterruptedException {
		Path script = Files.createTempFile("latchkey-load", ".lua");
		Path list = Files.createTempFile("latchkey-load", ".txt");
		try {
			Files.writeString(script, SCRIPT);
			Files.write(list, lines);
			return run(app, length, List.of("-c" + connections, "-s", script.toString(),
					"http://localhost:" + app.port() + path, "--", list.toString()));
		}
		finally {
			Files.delete(script);
			Files.delete(list);
		}
	}

	private static LoadSample run(MeasuredApplication app, Duration length, List<String> arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-d" + length.toSeconds() + "s"));
		command.addAll(arguments);
		Duration before = app.cpu();
		Process wrk;
		try {
			wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new IOException("The load comes from wrk: install it, as with apt-get install wrk", ex);
		}
		String answer = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		wrk.waitFor();
		double spent = app.cpu().minus(before).toNanos() / 1e3;
		Matcher result = RESULT.matcher(answer);
		if (!result.find() || !"0".equals(result.group(5))) {
			throw new IllegalStateException(app.peer().name() + ": " + answer);
		}
		long requests = Long.parseLong(result.group(1));
		return new LoadSample(requests, Double.parseDouble(result.group(2)) / 1e6, spent / requests,
				Double.parseDouble(result.group(3)) / 1e3, Double.parseDouble(result.group(4)) / 1e3);
	}

}
