package dev.latchkey.admin;

import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.ToldApplications;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

class AdminResponsesTests {

	@Test
	void leadABrowserOnOnceAnEndingIsOver() {
		ResponseEntity<Void> answer = AdminResponses.seeOther(
				new EndResult(1, new NodeConfirmation(2, 2), ToldApplications.NONE), "/admin/users?q=%C3%A4&page=1",
				"delete");
		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(answer.getHeaders().getFirst("Location")).isEqualTo("/admin/users?q=%C3%A4&page=1&done=delete");
	}

	@Test
	void claimNoSuccessWhereANodeHasNotConfirmed() {
		ResponseEntity<Void> answer = AdminResponses.seeOther(
				new EndResult(1, new NodeConfirmation(2, 1), ToldApplications.NONE), "/admin/online", "everybody");
		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
		assertThat(answer.getHeaders().getFirst("Refresh")).isEqualTo("0; url=/admin/online?done=pending");
	}

}
