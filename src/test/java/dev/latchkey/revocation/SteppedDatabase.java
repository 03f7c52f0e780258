package dev.latchkey.revocation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A node's way to the database, on which a test can have something happen just before a
 * statement, or which it can cut.
 */
public final class SteppedDatabase extends DelegatingDataSource {

	private final List<Step> steps = new CopyOnWriteArrayList<>();

	private volatile boolean cut;

	SteppedDatabase(DataSource database) {
		super(database);
	}

	/**
	 * Have something happen once, just before the next statement with a text in it.
	 */
	public void before(String text, Runnable what) {
		this.steps.add(new Step(text, what));
	}

	/**
	 * Forget the steps that were not taken.
	 */
	public void forgetSteps() {
		this.steps.clear();
	}

	/**
	 * Tell whether all steps have been taken.
	 */
	public boolean wentThroughAllSteps() {
		return this.steps.isEmpty();
	}

	/**
	 * Let no statement through any more.
	 */
	public void cut() {
		this.cut = true;
	}

	/**
	 * Let statements through again.
	 */
	public void mend() {
		this.cut = false;
	}

	@Override
	public Connection getConnection() throws SQLException {
		refuseIfCut();
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("prepareStatement")) {
						refuseIfCut();
						takeStep((String) arguments[0]);
						refuseIfCut();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private void refuseIfCut() throws SQLException {
		if (this.cut) {
			throw new SQLException("gone", "08001");
		}
	}

	private void takeStep(String sql) {
		Iterator<Step> all = this.steps.iterator();
		while (all.hasNext()) {
			Step step = all.next();
			if (sql.contains(step.text()) && this.steps.remove(step)) {
				step.what().run();
				return;
			}
		}
	}

	private record Step(String text, Runnable what) {
	}

}
