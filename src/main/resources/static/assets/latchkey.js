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

	/* Problems: back to where one was, with what one had typed there */

	all("a[data-back]", (link) => link.addEventListener("click", (event) => {
		if (history.length > 1) {
			event.preventDefault();
			history.back();
		}
	}));

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

// ---------------------------------------------------------------------------------------
// Passkeys (owner: factor.passkey). Without this part, or in a browser that knows none,
// their buttons stay hidden.
(() => {
	"use strict";

	const known = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON
		&& PublicKeyCredential.parseRequestOptionsFromJSON;
	if (!known) {
		return;
	}

	const csrf = () => document.cookie.split("; ")
		.filter((cookie) => /^(__Host-)?XSRF-TOKEN=/.test(cookie))
		.map((cookie) => cookie.slice(cookie.indexOf("=") + 1))[0] || "";

	async function call(url, body) {
		const answer = await fetch(url, {
			method: "POST",
			headers: { "Content-Type": "application/json", "Accept": "application/json", "X-XSRF-TOKEN": csrf() },
			body: JSON.stringify(body),
		});
		const json = (answer.status === 204) ? {} : await answer.json().catch(() => ({}));
		if (!answer.ok) {
			throw Object.assign(new Error(json.type || ""), { status: answer.status, slug: (json.type || "").split(":").pop() });
		}
		return json;
	}

	/** Returns which of the page's texts says what went wrong. */
	function textFor(failure) {
		const byName = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "exists" };
		const bySlug = { "invalid-name": "name", "too-many-passkeys": "many", "too-many-attempts": "throttled" };
		return byName[failure.name] || bySlug[failure.slug]
			|| (failure.status >= 500 || failure instanceof TypeError ? "unavailable" : "failed");
	}

	/** Runs a ceremony, and says how it failed. */
	async function run(part, ceremony) {
		const button = part.querySelector("button");
		const said = part.querySelector(":scope > [role=status]");
		said.hidden = true;
		button.disabled = true;
		try {
			await ceremony();
		}
		catch (failure) {
			if (failure.slug === "proof-too-old" && part.dataset.proof) {
				location.assign(part.dataset.proof + "?continue=" + encodeURIComponent(part.dataset.next));
				return;
			}
			if (failure.slug === "session-ended" || failure.slug === "login-required" || failure.slug === "invalid-token") {
				location.reload();
				return;
			}
			said.textContent = part.dataset[textFor(failure)] || part.dataset.failed;
			said.hidden = false;
		}
		finally {
			button.disabled = false;
		}
	}

	function signIn(part) {
		const remember = document.querySelector("input[name=remember-me]");
		return run(part, async () => {
			const options = await call(part.dataset.options, {});
			const credential = await navigator.credentials.get({
				publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.public_key),
			});
			await call(part.dataset.submit, {
				credential: credential.toJSON(),
				transport: part.dataset.transport,
				remember_me: Boolean(remember && remember.checked),
			});
			location.assign(part.dataset.next);
		});
	}

	/** Proves who it is, and sends the form that waits for that without a password. */
	function prove(part) {
		return run(part, async () => {
			const options = await call(part.dataset.options, {});
			const credential = await navigator.credentials.get({
				publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.public_key),
			});
			await call(part.dataset.submit, { credential: credential.toJSON() });
			const form = part.closest("form");
			if (new URL(form.action).pathname.endsWith("/proof")) {
				const next = form.querySelector("input[name=continue]");
				location.assign(next ? next.value : part.dataset.home);
				return;
			}
			form.querySelectorAll("[name^=proof_]").forEach((field) => { field.disabled = true; });
			form.submit();
		});
	}

	function add(part) {
		return run(part, async () => {
			const options = await call(part.dataset.options, {});
			const credential = await navigator.credentials.create({
				publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.public_key),
			});
			const added = await call(part.dataset.submit, {
				name: part.elements.namedItem("name").value,
				credential: credential.toJSON(),
			});
			if (added.recovery_codes) {
				const shown = part.querySelector("[data-passkey-codes]");
				shown.querySelector("pre").replaceChildren(...added.recovery_codes.flatMap((text) => {
					const code = document.createElement("code");
					code.textContent = text;
					return [code, "\n"];
				}));
				shown.hidden = false;
				return;
			}
			location.assign(part.dataset.next);
		});
	}

	document.querySelectorAll("[data-passkey-missing]").forEach((note) => { note.hidden = true; });
	document.querySelectorAll("[data-passkey=sign-in]").forEach((part) => {
		part.hidden = false;
		part.querySelector("button").addEventListener("click", () => signIn(part));
	});
	document.querySelectorAll("[data-passkey=prove]").forEach((part) => {
		part.hidden = false;
		part.querySelector("button").addEventListener("click", () => prove(part));
	});
	document.querySelectorAll("form[data-passkey=add]").forEach((part) => {
		part.hidden = false;
		part.addEventListener("submit", (event) => {
			event.preventDefault();
			add(part);
		});
	});
})();
