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
		const json = await answer.json().catch(() => ({}));
		if (!answer.ok) {
			throw Object.assign(new Error(json.type || ""), { status: answer.status, slug: (json.type || "").split(":").pop() });
		}
		return json;
	}

	/** Returns which of the page's texts says what went wrong. */
	function textFor(failure) {
		const byName = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "exists" };
		const bySlug = { "invalid-name": "name", "too-many-passkeys": "many", "too-many-attempts": "wait" };
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
				shown.querySelector("pre").textContent = added.recovery_codes.join("\n");
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
	document.querySelectorAll("form[data-passkey=add]").forEach((part) => {
		part.hidden = false;
		part.addEventListener("submit", (event) => {
			event.preventDefault();
			add(part);
		});
	});
})();
