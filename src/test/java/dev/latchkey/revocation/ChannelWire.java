package dev.latchkey.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * A channel between nodes by hand: what is sent stays in flight until the test says what
 * becomes of it.
 */
public final class ChannelWire {

	private final List<Plug> plugs = new CopyOnWriteArrayList<>();

	private final List<Message> inFlight = new ArrayList<>();

	private Executor delivery = (step) -> {
	};

	NodeChannel plug() {
		Plug plug = new Plug();
		this.plugs.add(plug);
		return plug;
	}

	void unplug(NodeChannel plug) {
		this.plugs.remove(plug);
		// what is in flight does not reach it either
		plug.onMessage((message) -> {
		});
	}

	/**
	 * Deliver each message as soon as it is sent.
	 */
	void deliverAtOnce() {
		deliverBy(Runnable::run);
	}

	/**
	 * Deliver each message as soon as a thread is free.
	 * @param executor who delivers; one thread
	 */
	public void deliverBy(Executor executor) {
		this.delivery = executor;
	}

	/**
	 * Take out of the channel what is in flight, to be delivered or not.
	 */
	public List<Message> take() {
		synchronized (this.inFlight) {
			List<Message> taken = List.copyOf(this.inFlight);
			this.inFlight.clear();
			return taken;
		}
	}

	/**
	 * Deliver what is in flight, and what is sent because of it.
	 */
	public void deliver() {
		for (List<Message> taken = take(); !taken.isEmpty(); taken = take()) {
			taken.forEach(Message::deliver);
		}
	}

	private void sent(String text) {
		synchronized (this.inFlight) {
			this.plugs.forEach((plug) -> this.inFlight.add(new Message(plug, text)));
		}
		this.delivery.execute(this::deliver);
	}

	/**
	 * A message on its way to one node.
	 *
	 * @param to the node's end of the channel
	 * @param text what it says
	 */
	public record Message(NodeChannel to, String text) {

		public void deliver() {
			((Plug) this.to).listener.receive(this.text);
		}

		boolean isFor(LogNodes.Node node) {
			return this.to == node.channel;
		}

		boolean says(String start) {
			return this.text.startsWith(start);
		}

	}

	private final class Plug implements NodeChannel {

		private NodeMessageListener listener = (message) -> {
		};

		@Override
		public void send(String message) {
			if (ChannelWire.this.plugs.contains(this)) {
				sent(message);
			}
		}

		@Override
		public void onMessage(NodeMessageListener listener) {
			this.listener = listener;
		}

	}

}
