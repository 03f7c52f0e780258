/*
 * What pages do by themselves. Each part looks for its own elements and adds what is of use only with a script, so
 * that all pages work without it. Texts come from the page: they are attributes of the element that loads this file.
 */
(() => {
	"use strict";

	const texts = document.currentScript.dataset;
	const language = document.documentElement.lang;

	const all = (selector, use) => document.querySelectorAll(selector).forEach(use);

	const button = (text, name) => {
		const made = document.createElement("button");
		made.type = "button";
		made.className = `link ${name}`;
		made.textContent = text;
		return made;
	};

	/* Times: in the reader's zone, and as a distance where the page asks for that */

	const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
	const local = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
	const distance = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

	const ago = (moment) => {
		const seconds = Math.round((moment - Date.now()) / 1000);
		const [unit, length] = UNITS.find((one) => Math.abs(seconds) >= one[1]) ?? UNITS[UNITS.length - 1];
		return distance.format(Math.trunc(seconds / length), unit);
	};

	const showTime = (element) => {
		const moment = new Date(element.dateTime);
		if (Number.isNaN(moment.getTime())) {
			return;
		}
		const near = Math.abs(moment - Date.now()) < 7 * UNITS[0][1] * 1000;
		const relative = "ago" in element.dataset && near;
		element.title = relative ? local.format(moment) : ago(moment);
		element.textContent = relative ? ago(moment) : local.format(moment);
	};

	const showTimes = () => all("time[datetime]", showTime);

	showTimes();
	setInterval(showTimes, 30000);

	/* Waiting: counts down to the moment from which another attempt is looked at */

	const lasting = (seconds) => {
		const [unit, length] = UNITS.slice(1).find((one) => seconds >= 2 * one[1]) ?? UNITS[UNITS.length - 1];
		return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" })
			.format(Math.ceil(seconds / length));
	};

	all("[data-wait]", (element) => {
		const end = Date.now() + Number(element.dataset.wait) * 1000;
		const tick = setInterval(() => {
			const left = Math.ceil((end - Date.now()) / 1000);
			if (left > 0) {
				element.textContent = lasting(left);
				return;
			}
			clearInterval(tick);
			(element.closest("[role=alert]") ?? element.parentElement).textContent = texts.textAgain;
		}, 1000);
	});

	/* Passwords: shown while one types, and never sent as plain text to what remembers forms */

	all("input[type=password]", (input) => {
		const reveal = button(texts.textShow, "reveal");
		const set = (shown) => {
			input.type = shown ? "text" : "password";
			reveal.textContent = shown ? texts.textHide : texts.textShow;
		};
		reveal.addEventListener("click", () => set(input.type === "password"));
		input.form?.addEventListener("submit", () => set(false));
		input.after(reveal);
	});

	/* Secrets: copied as they are, one on each line */

	all("[data-copy]", (element) => {
		if (!navigator.clipboard) {
			return;
		}
		const copy = button(texts.textCopy, "copy");
		copy.setAttribute("aria-live", "polite");
		copy.addEventListener("click", async () => {
			const lines = [...element.querySelectorAll("code")].map((code) => code.textContent);
			await navigator.clipboard.writeText(lines.join("\n"));
			copy.textContent = texts.textCopied;
			setTimeout(() => {
				copy.textContent = texts.textCopy;
			}, 2000);
		});
		element.append(copy);
	});
})();
