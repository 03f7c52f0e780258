package dev.latchkey.audit.store;

import java.util.List;

/**
 * A part of the events that were asked for, newest first.
 *
 * @param events the events on this page
 * @param page the number of the page, from 0
 * @param size how many events a full page has
 * @param total how many events there are on all pages
 */
public record EventPage(List<AuditEvent> events, int page, int size, long total) {
}
