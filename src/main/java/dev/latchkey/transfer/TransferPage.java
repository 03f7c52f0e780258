package dev.latchkey.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.latchkey.datastore.LongRuns;
import dev.latchkey.problem.InvalidImportException;
import dev.latchkey.session.ActingSession;
import dev.latchkey.transfer.ImportEntry.Outcome;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The import and the export of users, as a page. Its script sends files to the API;
 * without it the page takes what fits into a form.
 */
@Controller
@RequestMapping("/admin/users/import")
class TransferPage {

	private final UserImport importing;

	private final RunningImports running;

	private final JsonMapper json;

	TransferPage(UserImport importing, RunningImports running, JsonMapper json) {
		this.importing = importing;
		this.running = running;
		this.json = json;
	}

	@GetMapping
	String page(Model model) {
		model.addAttribute("dryRun", true);
		return show(model);
	}

	/**
	 * Import what was pasted, which the page has again for another try.
	 */
	@PostMapping
	String importUsers(ActingSession me, @RequestParam String users,
			@RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
			@RequestParam(required = false) @Nullable String existing, HttpServletResponse response, Model model)
			throws IOException {
		if (!dryRun) {
			me.requireRecentProof();
		}
		@Nullable String choice = (existing != null && !existing.isEmpty()) ? existing : null;
		ImportOptions options = new ImportOptions(dryRun, ExistingUsers.of(choice));
		model.addAttribute("users", users);
		model.addAttribute("existing", choice);
		model.addAttribute("dryRun", dryRun);
		ImportTally tally = new ImportTally(this.json);
		LongRuns.Place place = this.running.begin(me.session().accountId(), tally);
		try {
			PatientInput input = new PatientInput(new ByteArrayInputStream(users.getBytes(StandardCharsets.UTF_8)),
					me::require);
			model.addAttribute("stop", this.importing.run(me, LineFormats.toRead(LineFormats.pasted(users), this.json),
					input, options, tally));
			model.addAttribute("created", tally.countOf(Outcome.CREATED));
			model.addAttribute("updated", tally.countOf(Outcome.UPDATED));
			model.addAttribute("skipped", tally.countOf(Outcome.SKIPPED));
			model.addAttribute("failed", tally.countOf(Outcome.FAILED));
			model.addAttribute("failures", failures(tally));
			model.addAttribute("unconfirmed", !tally.isConfirmed());
		}
		catch (InvalidImportException ex) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("refusal", ex.reason());
		}
		finally {
			place.close();
		}
		return show(model);
	}

	private List<ImportFailure> failures(ImportTally tally) throws IOException {
		ByteArrayOutputStream lines = new ByteArrayOutputStream();
		tally.writeFailures(lines);
		return lines.toString(StandardCharsets.UTF_8)
			.lines()
			.map((line) -> this.json.readValue(line, ImportFailure.class))
			.toList();
	}

	private static String show(Model model) {
		model.addAttribute("faults", ImportCodes.FAULTS);
		model.addAttribute("stops", ImportCodes.STOPS);
		model.addAttribute("refusals", ImportCodes.REFUSALS);
		return "user-import";
	}

	/**
	 * A line that failed.
	 *
	 * @param line its number, from 1
	 * @param username the name as it was typed, if it could be read
	 * @param error the code of what is wrong with it
	 */
	record ImportFailure(long line, @Nullable String username, String error) {
	}

}
