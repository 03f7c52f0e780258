package dev.latchkey.notice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.latchkey.session.EndingNotices;
import dev.latchkey.session.ToldApplications;

/**
 * Notices that were written with an ending, and that this node sends.
 */
class TakenNotices implements EndingNotices {

	private final List<LogoutNotice> notices;

	private final NoticeSender sender;

	private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

	private final CountDownLatch open;

	TakenNotices(List<LogoutNotice> notices, NoticeSender sender) {
		this.notices = notices;
		this.sender = sender;
		this.open = new CountDownLatch(notices.size());
	}

	@Override
	public void send() {
		this.notices.forEach((notice) -> this.sender.send(notice, (told) -> {
			if (told) {
				this.confirmed.add(notice.id());
			}
			this.open.countDown();
		}));
	}

	@Override
	public ToldApplications await(long deadline) {
		try {
			this.open.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Set<String> known = Set.copyOf(this.confirmed);
		Set<String> pending = this.notices.stream()
			.filter((notice) -> !known.contains(notice.id()))
			.map(LogoutNotice::applicationId)
			.collect(Collectors.toSet());
		Set<String> told = new HashSet<>();
		this.notices.forEach((notice) -> told.add(notice.applicationId()));
		told.removeAll(pending);
		return new ToldApplications(told.size(), pending.size());
	}

}
