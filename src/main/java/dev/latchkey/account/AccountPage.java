package dev.latchkey.account;

import java.util.List;

/**
 * A part of all accounts, in the order of their names.
 *
 * @param accounts the accounts on this page
 * @param page the number of the page, from 0
 * @param size how many accounts a full page has
 * @param total how many accounts there are on all pages
 */
public record AccountPage(List<Account> accounts, int page, int size, long total) {

	public AccountPage {
		accounts = List.copyOf(accounts);
	}

}
