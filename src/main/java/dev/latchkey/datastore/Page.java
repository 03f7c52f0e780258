package dev.latchkey.datastore;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that may be long.
 *
 * @param <T> what is listed
 * @param items the items on this page; none past the end of the list
 * @param page the number of the page, from 0
 * @param size how many items a full page has
 * @param total how many items there are on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {

	/**
	 * Keep the items as they are now.
	 */
	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Return whether this page is past the end of the list: what was on it may be gone.
	 * @return whether the last page is to be shown in its place
	 */
	public boolean isPastTheEnd() {
		return this.items.isEmpty() && this.page > 0;
	}

	/**
	 * Return the number of the last page.
	 * @return the number, from 0
	 */
	public int lastPage() {
		return (int) (Math.max(this.total - 1, 0) / this.size);
	}

	/**
	 * Return the same page of other items.
	 * @param <R> what is listed then
	 * @param mapping what to list in place of an item
	 * @return the page
	 */
	public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
		List<R> mapped = this.items.stream().<R>map(mapping).toList();
		return new Page<>(mapped, this.page, this.size, this.total);
	}

}
