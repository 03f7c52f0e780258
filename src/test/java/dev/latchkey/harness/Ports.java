package dev.latchkey.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports of the loopback interface, below those that the system gives to connections:
 * one of these could take the port before the server does. They are so far below that the
 * bus of a Redis cluster, whose port is 10,000 higher, meets neither those nor these.
 */
public final class Ports {

	private static final int FIRST = 12_000;

	private static final int COUNT = 10_000;

	private static final int ATTEMPTS = 100;

	// each process of the tests begins elsewhere
	private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

	private Ports() {
	}

	/**
	 * Return a port that no server has now, and that was not returned before.
	 * @return the port
	 */
	public static int free() {
		for (int left = ATTEMPTS; left > 0; left--) {
			int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
			if (isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No port is free");
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
