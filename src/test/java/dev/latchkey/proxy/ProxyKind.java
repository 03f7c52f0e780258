package dev.latchkey.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.RunningServer;

/**
 * A proxy that runs here with what {@code src/docs/forward-auth.md} shows: ports of the
 * loopback interface and files of the test are all that is put in the place of the
 * page's.
 */
enum ProxyKind {

	NGINX {
		@Override
		ProcessBuilder prepare(Path directory, ProxyPlaces places) throws IOException {
			String shown = places.fill(shown("nginx"))
				.replace("listen 443 ", "listen 127.0.0.1:" + places.port() + " ")
				.replace("listen 80;", "listen 127.0.0.1:" + Ports.free() + ";");
			Path file = Files.writeString(directory.resolve("nginx.conf"), """
					daemon off;
					%3$s
					pid %1$s/pid;
					events {}
					http {
					  access_log off;
					  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
					  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
					  %2$s
					}
					""".formatted(directory, shown, isRoot() ? "user root;" : ""));
			return new ProcessBuilder(RunningServer.binary("nginx"), "-p", directory.toString(), "-e",
					directory.resolve("errors").toString(), "-c", file.toString());
		}
	},

	CADDY {
		@Override
		ProcessBuilder prepare(Path directory, ProxyPlaces places) throws IOException {
			Path file = Files.writeString(directory.resolve("Caddyfile"), """
					{
						admin off
						auto_https disable_redirects
						default_bind 127.0.0.1
						http_port %s
						https_port %s
					}
					%s
					""".formatted(Ports.free(), places.port(), places.fill(shown("caddy"))));
			ProcessBuilder process = new ProcessBuilder(RunningServer.binary("caddy"), "run", "--adapter", "caddyfile",
					"--config", file.toString());
			for (String home : List.of("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")) {
				process.environment().put(home, directory.toString());
			}
			return process;
		}
	},

	HAPROXY {
		@Override
		ProcessBuilder prepare(Path directory, ProxyPlaces places) throws IOException {
			Path lua = Files.writeString(directory.resolve("latchkey.lua"), places.fill(shown("lua")));
			Path file = Files.writeString(directory.resolve("haproxy.cfg"),
					places.fill(shown("haproxy"))
						.replace("bind :443 ", "bind 127.0.0.1:" + places.port() + " ")
						.replace("bind :80", "bind 127.0.0.1:" + Ports.free())
						.replace("/etc/haproxy/latchkey.lua", lua.toString()) + "\n");
			return new ProcessBuilder(RunningServer.binary("haproxy"), "-db", "-f", file.toString());
		}
	};

	/**
	 * Write down how the proxy is to run.
	 * @param directory the proxy's own
	 * @param places where everything is
	 * @return what starts it, in the foreground
	 */
	abstract ProcessBuilder prepare(Path directory, ProxyPlaces places) throws IOException;

	private static String shown(String language) {
		return Guide.of("src/docs/forward-auth.md").blocks(language).get(0);
	}

	private static boolean isRoot() {
		return System.getProperty("user.name").equals("root");
	}

}
