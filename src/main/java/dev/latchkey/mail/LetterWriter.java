package dev.latchkey.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.text.VisibleCharacters;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * Writes letters in the language of the account, as text and as HTML. What people typed
 * is escaped in HTML, and is in no header.
 */
class LetterWriter {

	private static final String BUNDLE = "messages/mail";

	private static final int LONGEST_BRAND = 64;

	private static final String KEYS = "mail.letter.";

	private final MessageSource messages;

	private final SpringTemplateEngine templates;

	private final String brand;

	/**
	 * Write with a brand.
	 * @param brand what the service is called
	 */
	LetterWriter(String brand) {
		ResourceBundleMessageSource bundles = new ResourceBundleMessageSource();
		bundles.setBasename(BUNDLE);
		bundles.setDefaultEncoding("UTF-8");
		bundles.setDefaultLocale(Locale.ENGLISH);
		bundles.setAlwaysUseMessageFormat(true);
		this.messages = bundles;
		this.templates = new SpringTemplateEngine();
		this.templates.setTemplateEngineMessageSource(bundles);
		this.templates.addTemplateResolver(resolver(TemplateMode.TEXT, ".txt"));
		this.templates.addTemplateResolver(resolver(TemplateMode.HTML, ".html"));
		// it is part of the subject: a header, in which readers would decode what looks
		// like an encoded word (RFC 2047, 2)
		this.brand = VisibleCharacters.keepPrintable(brand, LONGEST_BRAND).replace("=?", "= ?");
	}

	private static ClassLoaderTemplateResolver resolver(TemplateMode mode, String suffix) {
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(LetterWriter.class.getClassLoader());
		resolver.setTemplateMode(mode);
		resolver.setCharacterEncoding("UTF-8");
		resolver.setPrefix("letters/");
		resolver.setResolvablePatterns(Set.of("*" + suffix));
		return resolver;
	}

	/**
	 * Write a letter.
	 * @param account whom it is about
	 * @param link where it leads, or {@code null}
	 */
	LetterText write(Letter letter, Account account, @Nullable String link) {
		@Nullable String chosen = account.profile().language();
		Locale locale = Locale.forLanguageTag((chosen != null) ? chosen : letter.language());
		@Nullable String called = account.profile().name();
		String name = (called != null) ? called : account.username();
		String key = KEYS + letter.kind().code();
		Map<String, Object> values = new HashMap<>();
		values.put("language", locale.getLanguage());
		values.put("brand", this.brand);
		values.put("greeting", text(KEYS + "greeting", name, locale));
		values.put("text", text(key + ".text", account.username(), locale));
		values.put("note", text(key + ".note", account.username(), locale));
		String subject = text(key + ".subject", account.username(), locale);
		values.put("subject", subject);
		if (link != null) {
			values.put("link", link);
		}
		if (!letter.detail().isEmpty()) {
			values.put("detail", letter.detail());
		}
		Context context = new Context(locale, values);
		return new LetterText(locale.getLanguage(), subject, this.templates.process("letter.txt", context),
				this.templates.process("letter.html", context));
	}

	private String text(String key, String name, Locale locale) {
		return this.messages.getMessage(key, new Object[] { this.brand, name }, locale);
	}

}
