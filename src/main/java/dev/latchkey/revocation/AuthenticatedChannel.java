package dev.latchkey.revocation;

import java.util.function.Supplier;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.TextMac;
import dev.latchkey.revocation.installation.InstallationId;

import org.springframework.util.function.SingletonSupplier;

/**
 * Authenticates what the nodes of one installation tell each other, with a key that is
 * derived for this and for this installation: each message ends with its MAC. Messages of
 * other senders are dropped. One that was recorded and is sent again is authentic still:
 * whether it counts is up to the receiver.
 */
class AuthenticatedChannel {

	/** Longer than any row of the log as text. */
	private static final int MAX_LENGTH = 8_192;

	private final NodeChannel channel;

	private final Supplier<TextMac> mac;

	private final RefusedMessages refused;

	AuthenticatedChannel(NodeChannel channel, DerivedKeys keys, InstallationId installation, RefusedMessages refused) {
		this.channel = channel;
		this.mac = SingletonSupplier
			.of(() -> new TextMac(keys.forAuthenticating("latchkey: revocation channel of " + installation.value())));
		this.refused = refused;
	}

	/**
	 * Send a message to all nodes, this one too. That it could not be sent is no error.
	 */
	void send(String message) {
		this.channel.send(message + " " + this.mac.get().compute(message));
	}

	/**
	 * Register the listener, which gets the messages of this installation's nodes, one at
	 * a time.
	 */
	void onMessage(NodeMessageListener listener) {
		this.channel.onMessage((sent) -> {
			int end = (sent.length() <= MAX_LENGTH) ? sent.lastIndexOf(' ') : -1;
			if (end >= 0 && this.mac.get().verifies(sent.substring(end + 1), sent.substring(0, end))) {
				listener.receive(sent.substring(0, end));
			}
			else {
				this.refused.note(RefusedMessages.Cause.NOT_AUTHENTIC);
			}
		});
	}

}
