package dev.latchkey.harness;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * What came back, and for which call.
 *
 * @param call the method and path that were asked
 * @param response the answer as it came
 */
public record Answer(String call, HttpResponse<String> response) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Return the status code.
	 * @return the status
	 */
	public int status() {
		return this.response.statusCode();
	}

	/**
	 * Return the body.
	 * @return the text, empty where there is none
	 */
	public String body() {
		return this.response.body();
	}

	/**
	 * Return a header.
	 * @param name its name, in any case
	 * @return its first value
	 */
	public Optional<String> header(String name) {
		return this.response.headers().firstValue(name);
	}

	/**
	 * Return a header that may come more than once.
	 * @param name its name, in any case
	 * @return all values
	 */
	public List<String> headers(String name) {
		return this.response.headers().allValues(name);
	}

	/**
	 * Return what this answer sets.
	 * @return the cookies in their order
	 */
	public List<Cookie> cookies() {
		return headers("Set-Cookie").stream().map(Cookie::parse).toList();
	}

	/**
	 * Return a cookie that this answer sets or takes away.
	 * @param name its name
	 * @return the cookie
	 */
	public Optional<Cookie> cookie(String name) {
		return cookies().stream().filter((cookie) -> cookie.name().equals(name)).findFirst();
	}

	/**
	 * Return the body as JSON, and do not look at its content type.
	 * @return the body
	 */
	public JsonNode json() {
		try {
			return JSON.readTree(body());
		}
		catch (JacksonException ex) {
			return fail("Not JSON: " + this, ex);
		}
	}

	/**
	 * Return a text out of the JSON body.
	 * @param pointer a JSON pointer, such as {@code /session/handle}
	 * @return the text
	 */
	public String text(String pointer) {
		JsonNode node = json().at(pointer);
		assertThat(node.isString()).as("a text at %s in %s", pointer, this).isTrue();
		return node.stringValue();
	}

	/**
	 * Fail unless the status is one of these.
	 * @param statuses what is acceptable
	 * @return this answer
	 */
	public Answer expect(Integer... statuses) {
		assertThat(status()).as(toString()).isIn((Object[]) statuses);
		return this;
	}

	/**
	 * Fail unless this is a problem after RFC 9457, as section 5 wants it.
	 * @param status the status, in the status line and in the body
	 * @param slug the end of its type
	 * @return this answer
	 */
	public Answer expectProblem(int status, String slug) {
		expectProblem(status);
		assertThat(text("/type")).as(toString()).isEqualTo("urn:latchkey:" + slug);
		return this;
	}

	/**
	 * Fail unless this is a problem after RFC 9457 with this status.
	 * @param status the status, in the status line and in the body
	 * @return this answer
	 */
	public Answer expectProblem(int status) {
		expect(status);
		assertThat(header("Content-Type").orElse("")).as(toString()).startsWith("application/problem+json");
		assertThat(text("/type")).as(toString()).matches("urn:latchkey:[a-z]+(-[a-z]+)*");
		assertThat(json().at("/status").asInt()).as(toString()).isEqualTo(status);
		assertThat(text("/title")).as(toString()).isNotBlank();
		assertThat(json().has("instance")).as("no instance in %s", this).isFalse();
		assertThat(json().has("trace") || json().has("exception")).as("no trace in %s", this).isFalse();
		return this;
	}

	/**
	 * Fail unless this says that the session has ended.
	 * @param reason why it ended
	 * @return this answer
	 */
	public Answer expectEnded(String reason) {
		expectProblem(401, "session-ended");
		assertThat(text("/reason")).as(toString()).isEqualTo(reason);
		assertThat(header("WWW-Authenticate")).as(toString()).isPresent();
		return this;
	}

	@Override
	public String toString() {
		return this.call + " -> " + status() + " " + this.response.headers().map() + "\n" + body();
	}

}
