package dev.latchkey.application;

import dev.latchkey.datastore.StartStep;
import dev.latchkey.startup.StartupException;
import dev.latchkey.url.PublicUrl;

/**
 * Reads the applications before the node serves. One behind a reverse proxy needs a login
 * host, to which people are led.
 */
class DirectoryStart implements StartStep {

	private final ApplicationDirectory directory;

	private final PublicUrl publicUrl;

	DirectoryStart(ApplicationDirectory directory, PublicUrl publicUrl) {
		this.directory = directory;
		this.publicUrl = publicUrl;
	}

	/**
	 * Read the applications.
	 * @throws StartupException if one has hosts, and there is no login host
	 */
	@Override
	public void run() {
		this.directory.refresh();
		if (!this.publicUrl.isKnown()) {
			this.directory.all()
				.stream()
				.filter((application) -> application.proxy() != null)
				.findFirst()
				.ifPresent((application) -> {
					throw new StartupException(
							"The application %s has hosts, and %s is not set.".formatted(application.clientId(),
									PublicUrl.PROPERTY),
							"Set it to where people sign in, as in https://login.example.com, and start again.");
				});
		}
	}

}
