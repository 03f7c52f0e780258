package com.example.sso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.latchkey.harness.RunningServer;
import dev.latchkey.harness.Skips;

/**
 * Apache with mod_auth_openidc, as Debian has them.
 */
final class ApacheServer {

	private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

	private ApacheServer() {
	}

	/**
	 * Start it in the foreground.
	 * @param directory its own
	 * @param shown what the page shows
	 * @param port where it listens
	 * @param appPort where the app behind it does
	 */
	static RunningServer start(Path directory, String shown, int port, int appPort) throws IOException {
		Skips.unless(Files.exists(MODULES.resolve("mod_auth_openidc.so")), "there is no mod_auth_openidc");
		StringBuilder text = new StringBuilder();
		for (String module : new String[] { "mpm_event", "authn_core", "authz_core", "authz_user", "headers", "proxy",
				"proxy_http", "auth_openidc" }) {
			text.append("LoadModule ")
				.append(module)
				.append("_module ")
				.append(MODULES)
				.append("/mod_")
				.append(module)
				.append(".so\n");
		}
		text.append("""
				ServerName 127.0.0.1
				ServerRoot %1$s
				Listen 127.0.0.1:%2$s
				PidFile %1$s/pid
				DefaultRuntimeDir %1$s
				Mutex file:%1$s
				ErrorLog /dev/stderr
				LogLevel warn auth_openidc:warn
				StartServers 1
				MinSpareThreads 4
				MaxSpareThreads 8
				ThreadsPerChild 8
				MaxRequestWorkers 8
				User www-data
				Group www-data
				%3$s
				""".formatted(directory, port, shown.replace("http://127.0.0.1:3000", "http://127.0.0.1:" + appPort)));
		Path file = Files.writeString(directory.resolve("apache2.conf"), text);
		ProcessBuilder process = new ProcessBuilder(RunningServer.binary("apache2"), "-D", "FOREGROUND", "-f",
				file.toString());
		process.environment().put("WIKI_PASSPHRASE", "only-for-tests");
		return new RunningServer(process, directory.resolve("output"), port);
	}

}
