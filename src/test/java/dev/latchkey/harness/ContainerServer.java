package dev.latchkey.harness;

import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;

import com.github.dockerjava.api.DockerClient;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;

/**
 * A server in a container. Its port is fixed, since Docker would give it another one at
 * each start.
 */
final class ContainerServer implements Server {

	private final int port = Ports.free();

	private final GenericContainer<?> container;

	private final IntPredicate answers;

	ContainerServer(GenericContainer<?> container, int portInside, IntPredicate answers) {
		this.container = container;
		this.answers = answers;
		container.setPortBindings(List.of("127.0.0.1:" + this.port + ":" + portInside));
		container.start();
		awaitAnswer();
	}

	private void awaitAnswer() {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.answers.test(this.port));
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void pause() {
		docker().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		docker().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void kill() {
		docker().killContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void restart() {
		docker().startContainerCmd(this.container.getContainerId()).exec();
		awaitAnswer();
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
