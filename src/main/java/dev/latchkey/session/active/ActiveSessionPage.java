package dev.latchkey.session.active;

import java.util.List;

/**
 * A page of live sessions.
 *
 * @param devices the sessions, newest first
 * @param page the number of the page, from 0
 * @param size how many a page holds
 * @param total how many there are in all
 */
public record ActiveSessionPage(List<ActiveSession> devices, int page, int size, long total) {
}
