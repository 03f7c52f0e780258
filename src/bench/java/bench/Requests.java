package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import bench.app.Endpoints;

/**
 * Compares what a request costs on a node with few sessions and on one with very many, in
 * turns: both have been under the same load for as long.
 */
final class Requests {

	private static final int ROUNDS = Integer.getInteger("latchkey.bench.rounds", 7);

	// as many as a node remembers
	private static final int NEAR = 100_000;

	private final App few;

	private final App many;

	private final Servers servers;

	private List<String[]> ofFew = List.of();

	private Supplier<List<String[]>> ofMany = List::of;

	private boolean settled;

	Requests(App few, App many, Servers servers) {
		this.few = few;
		this.many = many;
		this.servers = servers;
	}

	void warmUp(List<String[]> ofFew, List<String[]> ofMany) throws Exception {
		this.ofFew = ofFew;
		this.ofMany = () -> ofMany;
		warmUpBoth(WarmUp.REQUESTS);
	}

	/**
	 * Use other sessions from now on.
	 * @return bytes of the node's heap that each of these took
	 */
	double use(List<String[]> others) throws Exception {
		long heap = this.many.heap();
		this.ofMany = () -> others;
		warmUpBoth(2 * others.size());
		return (double) (this.many.heap() - heap) / others.size();
	}

	/**
	 * Use others from now on in each stretch, until the node has as many as it remembers.
	 */
	void useAtRandom(Supplier<List<String[]>> others) throws Exception {
		this.ofMany = others;
		warmUpBoth(NEAR);
	}

	/**
	 * Warm up both, always, or the one with many sessions would become the warmer one.
	 */
	private void warmUpBoth(int requests) throws Exception {
		this.settled = WarmUp.of(requests, this::few, this::many).settled();
	}

	void compare(String what, Notes notes) throws Exception {
		List<Turn> turns = new ArrayList<>();
		long commands = this.servers.commands();
		long statements = this.servers.statements();
		for (int round = 0; round < ROUNDS; round++) {
			turns.add(Turn.of(this::few, this::many));
		}
		double requests = Turn.samplesOfSecond(turns).mapToLong(Sample::requests).sum();
		Spread ratio = Spread.quartiles(turns.stream().mapToDouble(Turn::ratio));
		notes.add("processor time of a request, " + what,
				"%.1f µs beside %.1f: **%.2f**, quartiles %s; %.2f Redis commands, %.2f SQL %s%s",
				Spread.median(turns.stream().mapToDouble(Turn::secondCost)),
				Spread.median(turns.stream().mapToDouble(Turn::firstCost)), ratio.median(), ratio.ends(),
				(this.servers.commands() - commands) / requests, (this.servers.statements() - statements) / requests,
				Servers.counted(), this.settled ? "" : "; **not settled**");
	}

	private Sample few() throws Exception {
		return Load.run(this.few, Endpoints.CLOSED, this.ofFew, Subject.STRETCH);
	}

	private Sample many() throws Exception {
		return Load.run(this.many, Endpoints.CLOSED, this.ofMany.get(), Subject.STRETCH);
	}

}
