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
			form.querySelectorAll("[name^=proof_]").forEach((field) => { field.disabled = true; });
			form.requestSubmit();
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
				document.querySelectorAll("[data-passkey-none]").forEach((note) => { note.hidden = true; });
				[...part.children].forEach((child) => { child.hidden = child !== shown; });
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
	const offerProof = (root) => root.querySelectorAll("[data-passkey=prove]").forEach((part) => {
		part.hidden = false;
		part.querySelector("button").addEventListener("click", () => prove(part));
	});
	offerProof(document);
	document.addEventListener("asksforproof", (event) => offerProof(event.target));
	document.querySelectorAll("form[data-passkey=add]").forEach((part) => {
		part.hidden = false;
		part.addEventListener("submit", (event) => {
			event.preventDefault();
			add(part);
		});
	});
})();

// ---------------------------------------------------------------------------------------
// The import of users (owner: transfer). Without this part the form takes what fits into it.
(() => {
	"use strict";

	/** As many lines that failed are shown; all of them can be saved. */
	const MOST_SHOWN = 200;

	const INTERVAL = 500;

	const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);
	const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (place, index) => values[index]);
	const csrf = () => (/(?:^|; )(?:__Host-)?XSRF-TOKEN=([^;]*)/.exec(document.cookie) ?? ["", ""])[1];

	/** Counts the lines of a file, of which it keeps nothing. */
	async function linesOf(file) {
		let count = 0;
		let last = 10;
		const reader = file.stream().getReader();
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			for (let at = part.value.indexOf(10); at >= 0; at = part.value.indexOf(10, at + 1)) {
				count++;
			}
			last = part.value.length ? part.value[part.value.length - 1] : last;
		}
		return count + (last === 10 ? 0 : 1);
	}

	/** Gives each line of an answer away, as soon as it is there. */
	async function eachLine(answer, use) {
		const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
		let rest = "";
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			const lines = (rest + part.value).split("\n");
			rest = lines.pop();
			lines.forEach(use);
		}
		if (rest) {
			use(rest);
		}
	}

	document.querySelectorAll("form[data-import]").forEach((form) => {
		const part = (name) => document.querySelector(`[data-import-${name}]`);
		const texts = form.dataset;
		const result = part("result");
		const said = part("said");
		const bar = part("running").querySelector("progress");
		const [chosen, pasted] = ["file", "users"].map((id) => document.getElementById(id));
		const words = new Map([...part("words").children].map((word) => [word.dataset.code, word.textContent]));
		let running = false;

		function show(element, text) {
			element.textContent = text;
			element.hidden = false;
		}

		function showFailure(failure) {
			const row = part("failures").tBodies[0].insertRow();
			row.setAttribute("role", "row");
			const head = document.createElement("th");
			head.scope = "row";
			head.setAttribute("role", "rowheader");
			head.textContent = number(failure.line);
			row.append(head);
			const labels = [...part("failures").tHead.rows[0].cells].map((cell) => cell.textContent);
			[failure.username ?? "", words.get(failure.error) ?? failure.error].forEach((text, index) => {
				const cell = row.insertCell();
				cell.setAttribute("role", "cell");
				cell.dataset.label = labels[index + 1];
				cell.textContent = text;
			});
		}

		function clear() {
			part("failures").tBodies[0].replaceChildren();
			["failures", "more", "all", "stop", "said", "proof", "result"].forEach((name) => { part(name).hidden = true; });
			document.getElementById("refusal")?.remove();
			URL.revokeObjectURL(part("all").querySelector("a").href);
		}

		/** Shows what became of the lines, of which the last one counts the others. */
		async function showResult(answer, dryRun) {
			const failed = [];
			let counts = {};
			await eachLine(answer, (text) => {
				const line = JSON.parse(text);
				if ("created" in line) {
					counts = line;
					return;
				}
				failed.push(text + "\n");
				if (failed.length <= MOST_SHOWN) {
					showFailure(line);
				}
			});
			if (!("created" in counts)) {
				throw new Error("the answer broke off");
			}
			const numbers = ["created", "updated", "skipped", "failed"].map((name) => number(counts[name]));
			part("counts").textContent = fill(result.dataset.counts, ...numbers);
			part("dry").hidden = !dryRun;
			part("unconfirmed").hidden = counts.confirmed !== false;
			part("counts").parentElement.classList.toggle("good", counts.failed === 0 && !counts.error);
			if (counts.error) {
				show(part("stop"), fill(result.dataset.stopped, number(counts.line),
					words.get(`stop ${counts.error}`) ?? counts.error));
			}
			part("failures").hidden = failed.length === 0;
			if (failed.length > MOST_SHOWN) {
				show(part("more"), fill(result.dataset.more, number(MOST_SHOWN)));
				part("all").querySelector("a").href = URL.createObjectURL(new Blob(failed, { type: "application/x-ndjson" }));
				part("all").hidden = false;
			}
			result.hidden = false;
			result.focus();
		}

		/** Asks for a proof with the form of the page that asks for one, as often as that does, and sends the file then. */
		async function askForProof(answer) {
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			const asking = page.querySelector("form:has([name=proof_password])");
			part("asking").replaceChildren();
			part("proof").hidden = !asking;
			// the page leads on to the import once a proof is new enough
			if (!asking && answer.ok && new URL(answer.url).pathname === new URL(form.action).pathname) {
				setTimeout(() => form.requestSubmit());
				return;
			}
			if (!asking) {
				show(said, texts.failed);
				return;
			}
			part("asking").append(...page.querySelectorAll("main > [role=alert]"), asking);
			asking.addEventListener("submit", (event) => {
				event.preventDefault();
				const proof = new URLSearchParams(new FormData(asking));
				asking.inert = true;
				fetch(asking.action, { method: "POST", headers: { "Accept": "text/html" }, body: proof })
					.then((shown) => askForProof(shown))
					.catch(() => {
						asking.inert = false;
						show(said, texts.failed);
					});
			});
			asking.dispatchEvent(new Event("asksforproof", { bubbles: true }));
			asking.querySelector("[name=proof_password]").focus();
		}

		async function showRefusal(answer) {
			const problem = await answer.json().catch(() => ({}));
			const slug = (problem.type ?? "").split(":").pop();
			if (slug === "session-ended" || slug === "login-required" || slug === "invalid-token") {
				running = false;
				location.reload();
				return;
			}
			if (slug === "proof-too-old") {
				await askForProof(await fetch(texts.ask, { headers: { "Accept": "text/html" } }));
				return;
			}
			show(said, (slug === "busy" ? texts.busy : words.get(`refusal ${problem.reason}`)) ?? texts.failed);
		}

		function showLines(done, total) {
			part("lines").textContent = fill(texts.running, number(done), number(total));
		}

		/** Asks how far the import is. Where another server runs it, no lines are counted. */
		async function look(total) {
			const answer = await fetch(texts.progress, { headers: { "Accept": "application/json" } }).catch(() => null);
			const progress = answer?.ok ? await answer.json().catch(() => ({})) : {};
			if (running && progress.running) {
				bar.value = Math.min(1, progress.line / Math.max(1, total));
				showLines(progress.line, total);
			}
		}

		async function send() {
			const file = chosen.files[0] ?? new Blob([pasted.value]);
			const start = await file.slice(0, 4096).text();
			const total = await linesOf(file);
			const fields = new FormData(form);
			const query = new URLSearchParams([["dry_run", fields.has("dry_run")]]);
			if (fields.get("existing")) {
				query.set("existing", fields.get("existing"));
			}
			bar.removeAttribute("value");
			showLines(0, total);
			part("running").hidden = false;
			const timer = setInterval(() => look(total), INTERVAL);
			try {
				// renews a credential that has run out while the page was open
				await fetch(form.action);
				const post = (body) => fetch(`${texts.url}?${query}`, {
					method: "POST",
					headers: {
						"Content-Type": start.trimStart().startsWith("{") ? "application/x-ndjson" : "text/csv",
						"Accept": "application/x-ndjson, application/problem+json",
						"X-XSRF-TOKEN": csrf(),
					},
					body,
				});
				// without the file first: while it sends a long one, a browser reads no refusal
				const asked = await post("");
				const answer = asked.ok ? await post(file) : asked;
				await (answer.ok ? showResult(answer, fields.has("dry_run")) : showRefusal(answer));
			}
			finally {
				clearInterval(timer);
			}
		}

		part("file").hidden = false;
		chosen.disabled = false;
		part("plain").hidden = true;
		pasted.required = false;
		window.addEventListener("beforeunload", (event) => {
			if (running) {
				event.preventDefault();
			}
		});
		form.addEventListener("submit", async (event) => {
			event.preventDefault();
			if (running) {
				return;
			}
			if (chosen.files.length === 0 && pasted.value.trim() === "") {
				show(said, texts.empty);
				pasted.focus();
				return;
			}
			const button = form.querySelector(".actions button");
			running = true;
			button.disabled = true;
			clear();
			try {
				await send();
			}
			catch {
				show(said, texts.broken);
			}
			finally {
				running = false;
				button.disabled = false;
				part("running").hidden = true;
			}
		});
	});
})();
