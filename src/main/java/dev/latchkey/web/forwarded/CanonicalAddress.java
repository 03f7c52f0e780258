package dev.latchkey.web.forwarded;

import java.io.IOException;

import dev.latchkey.text.IpAddress;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Writes the client's address in the form that people know, {@code ::1} and not
 * {@code 0:0:0:0:0:0:0:1}, before anything shows, stores or logs it. The last valve
 * before the filters: it comes after those that look for the address.
 */
class CanonicalAddress extends ValveBase {

	CanonicalAddress() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String address = request.getRemoteAddr();
		if (address != null && address.indexOf(':') >= 0) {
			request.setRemoteAddr(IpAddress.canonical(address));
		}
		getNext().invoke(request, response);
	}

}
