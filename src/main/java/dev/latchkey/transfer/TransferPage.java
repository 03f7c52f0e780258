package dev.latchkey.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.latchkey.session.ActingSession;
import dev.latchkey.transfer.ImportEntry.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The import and the export of users, as a page. Without its script it takes what fits
 * into a form.
 */
@Controller
@RequestMapping("/admin/users/import")
class TransferPage {

	private final UserImport importing;

	private final JsonMapper json;

	TransferPage(UserImport importing, JsonMapper json) {
		this.importing = importing;
		this.json = json;
	}

	@GetMapping
	String page() {
		return "user-import";
	}

	@PostMapping
	String importUsers(ActingSession me, @RequestParam String users,
			@RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
			@RequestParam(required = false) @Nullable String existing, Model model) throws IOException {
		if (!dryRun) {
			me.requireRecentProof();
		}
		@Nullable String choice = (existing != null && !existing.isEmpty()) ? existing : null;
		ImportTally tally = new ImportTally(this.json);
		PatientInput input = new PatientInput(new ByteArrayInputStream(users.getBytes(StandardCharsets.UTF_8)));
		@Nullable ImportStop stop = this.importing.run(me, LineFormats.toRead(LineFormats.pasted(users), this.json), input,
				new ImportOptions(dryRun, ExistingUsers.of(choice)), tally);
		ByteArrayOutputStream failures = new ByteArrayOutputStream();
		tally.writeFailures(failures);
		model.addAttribute("created", tally.of(Outcome.CREATED));
		model.addAttribute("updated", tally.of(Outcome.UPDATED));
		model.addAttribute("skipped", tally.of(Outcome.SKIPPED));
		model.addAttribute("failed", tally.of(Outcome.FAILED));
		model.addAttribute("stop", (stop != null) ? stop.code() : null);
		model.addAttribute("failures", failures.toString(StandardCharsets.UTF_8));
		model.addAttribute("dryRun", dryRun);
		return "user-import";
	}

}
