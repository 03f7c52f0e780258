package dev.latchkey.browser;

import java.util.List;

import com.microsoft.playwright.Page;

/**
 * Looks a page over for what keeps people out of it, and says in words what is wrong.
 */
final class Look {

	private static final String WRONG = """
			() => {
				const wrong = [];
				const say = (what, element) => wrong.push(what + ': ' + element.outerHTML.slice(0, 120));
				const all = (selector) => [...document.querySelectorAll(selector)];
				const seen = (element) => element.checkVisibility();
				if (all('h1').length !== 1) wrong.push('not exactly one h1');
				if (!document.title.includes(' · Latchkey')) wrong.push('no title of its own');
				if (document.documentElement.lang !== 'en') wrong.push('no language');
				if (all('main').length !== 1) wrong.push('not exactly one main');
				all('script:not([src]), style, [style]').forEach((e) => say('inline', e));
				all('input:not([type=hidden]):not([hidden]), select, textarea').forEach((e) => {
					if (e.labels.length !== 1 || !e.labels[0].textContent.trim()) say('no label', e);
				});
				all('input[type=password], input[name=username]').forEach((e) => {
					if (!e.autocomplete) say('no autocomplete', e);
				});
				all('button, a, summary').forEach((e) => {
					if (!(e.getAttribute('aria-label') || e.textContent).trim()) say('no name', e);
				});
				all('img').forEach((e) => { if (!e.hasAttribute('alt')) say('no alt', e); });
				all('form[method=post]').forEach((e) => {
					if (e.querySelectorAll('input[name=_csrf]').length !== 1) say('not one token', e);
				});
				all('[aria-describedby], [aria-labelledby]').forEach((e) => {
					const ids = (e.getAttribute('aria-describedby') ?? '') + ' ' + (e.getAttribute('aria-labelledby') ?? '');
					ids.split(' ').filter(Boolean).forEach((id) => { if (!document.getElementById(id)) say('points nowhere', e); });
				});
				const ids = all('[id]').map((e) => e.id);
				ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => wrong.push('twice: ' + id));
				all('button, summary, select, textarea, input:not([type=hidden]):not([type=checkbox])').filter(seen).forEach((e) => {
					if (e.getBoundingClientRect().height < 24) say('too small to hit', e);
				});
				const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
				const luminance = (colour) => {
					const [r, g, b] = numbers(colour).map((c) => c / 255)
						.map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
					return 0.2126 * r + 0.7152 * g + 0.0722 * b;
				};
				const behind = (element) => {
					for (let e = element; e; e = e.parentElement) {
						const colour = getComputedStyle(e).backgroundColor;
						if (numbers(colour)[3] !== 0) return colour;
					}
					return 'rgb(255, 255, 255)';
				};
				const contrast = (one, other) => {
					const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
					return (light + 0.05) / (dark + 0.05);
				};
				all('body *').filter(seen).forEach((e) => {
					const text = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
					if (text && contrast(getComputedStyle(e).color, behind(e)) < 4.5) say('too faint', e);
					if (e.matches('input, select, textarea') && contrast(getComputedStyle(e).borderTopColor, behind(e.parentElement)) < 3)
						say('edge too faint', e);
				});
				const root = document.documentElement;
				if (root.scrollWidth > root.clientWidth) {
					wrong.push('scrolls sideways: ' + root.scrollWidth);
					all('body *').filter((e) => e.getBoundingClientRect().right > root.clientWidth)
						.forEach((e) => say('sticks out', e));
				}
				return wrong;
			}
			""";

	private Look() {
	}

	/**
	 * Return what is wrong with a page.
	 * @param page the page
	 * @return what to mend, empty where all is well
	 */
	@SuppressWarnings("unchecked")
	static List<String> at(Page page) {
		return (List<String>) page.evaluate(WRONG);
	}

}
