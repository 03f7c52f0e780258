package dev.latchkey.command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.InvalidUsernameException;
import dev.latchkey.account.username.Username;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code reset-password NAME [--factors]}: a way back in for an administrator who is
 * locked out, on the server and with the service's own settings. It starts as one more
 * node, which serves only this machine on a port that is free, so that what it ends is
 * over on all nodes.
 */
public final class ResetPasswordCommand {

	private static final String NAME = "reset-password";

	private static final String FACTORS = "--factors";

	private final String username;

	private final boolean withFactors;

	private final String[] settings;

	private ResetPasswordCommand(String username, boolean withFactors, String[] settings) {
		this.username = username;
		this.withFactors = withFactors;
		this.settings = settings;
	}

	/**
	 * Read the command from the arguments of the program.
	 * @param args the arguments
	 * @return the command, or nothing if another one is asked for or none; its username
	 * is empty if none is given
	 */
	public static Optional<ResetPasswordCommand> parse(String[] args) {
		List<String> words = Arrays.stream(args).filter((argument) -> !argument.startsWith("--")).toList();
		if (words.isEmpty() || !words.get(0).equals(NAME)) {
			return Optional.empty();
		}
		boolean withFactors = List.of(args).contains(FACTORS);
		String[] settings = Arrays.stream(args)
			.filter((argument) -> argument.startsWith("--") && !argument.equals(FACTORS))
			.toArray(String[]::new);
		return Optional.of(new ResetPasswordCommand((words.size() == 2) ? words.get(1) : "", withFactors, settings));
	}

	/**
	 * Do it, and print the temporary password as the last word.
	 * @param service the service, which is not started yet
	 * @param console where the result is printed; not a logger, whose lines are kept
	 * @param errors where a sentence says why it was not done
	 * @return the exit status: 0, or 1 if it was not done
	 */
	public int run(SpringApplication service, PrintStream console, PrintStream errors) {
		if (this.username.isEmpty()) {
			errors.println("Say whose password is to be reset: " + NAME + " NAME [" + FACTORS + "]");
			return 1;
		}
		StartFailure failure = new StartFailure();
		service.setBannerMode(Banner.Mode.OFF);
		service.addListeners(new CommandSettings(), failure);
		try (ConfigurableApplicationContext context = service.run(this.settings)) {
			print(context.getBean(PasswordReset.class).reset(Username.of(this.username), this.withFactors), console);
			return 0;
		}
		catch (UnknownAccountException | InvalidUsernameException ex) {
			errors.println("There is no user " + this.username + ".");
		}
		catch (RuntimeException ex) {
			errors.println(failure.describe(ex));
		}
		return 1;
	}

	private static void print(PasswordReset.Result result, PrintStream console) {
		if (!result.ending().nodes().complete()) {
			console.println("Not all nodes have confirmed yet that the sessions of " + result.username()
					+ " have ended; those that have not will learn it within seconds.");
		}
		console.println("All sessions of " + result.username()
				+ " have ended. This password is good for one login, at which it has to be changed: "
				+ result.temporaryPassword());
		console.flush();
	}

}
