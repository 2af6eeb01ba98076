//! Replacement: names, calls, cycles and sizes.

use super::*;
use CType::{Int, LongLong, UInt, ULong, ULongLong};

#[test]
fn macros_expand_as_text() {
    for (definitions, outcome) in [
        (vec!["A 1+1", "M A*2"], int(3, Int)),
        (vec!["A (1+1)", "M A*2"], int(4, Int)),
        (vec!["A -1", "M -A"], int(1, Int)),
        (vec!["A - 1", "M 1 A"], int(0, Int)),
        (vec!["UINT64_C(c) c ## UL", "M UINT64_C(1)"], int(1, ULong)),
        (
            vec![
                "CAT_(a,b) a ## b",
                "CAT(a,b) CAT_(a,b)",
                "N 12",
                "M CAT(N, u)",
            ],
            int(12, UInt),
        ),
        (
            vec!["CAT_(a,b) a ## b", "N 12", "Nu 5", "M CAT_(N, u)"],
            int(5, Int),
        ),
        (
            vec!["S_(x) #x", "S(x) S_(x)", "N (1 +  2)", "M S(N)"],
            bytes(b"(1 + 2)"),
        ),
        (
            vec!["S_(x) #x", "S(x) S_(x)", "N 3", "O 4", "M S(N) \".\" S(O)"],
            bytes(b"3.4"),
        ),
        (
            vec!["S(x) #x", "N 3", "M S( N  \"a\\n\" )"],
            bytes(b"N \"a\\n\""),
        ),
        (vec!["F(a, ...) (a __VA_ARGS__)", "M F(1, +2)"], int(3, Int)),
        (
            vec!["F(a, ...) S(a, ## __VA_ARGS__)", "S(a) a", "M F(7)"],
            int(7, Int),
        ),
        (vec!["F(a...) (0, a)", "M F(1, 2)"], int(2, Int)),
        (vec!["F(x) (x)", "M F(F(F(5)))"], int(5, Int)),
        (vec!["F(x) (x)", "G F", "M G(5)"], int(5, Int)),
        (vec!["G F", "M G(5)", "F(x) (x)", "M2 M + 1"], int(6, Int)),
        (vec!["F(x) x + F", "M F(1)(2)"], not("F(1)(2)")),
        (vec!["A B", "B A", "M A"], not("A")),
        (vec!["F(a,b) a", "M F(1)"], not("F(1)")),
        (vec!["F() 4", "M F()"], int(4, Int)),
        (vec!["F(x) 4 x", "M F()"], int(4, Int)),
        (vec!["L(q) L ## q", "M L('a')"], int(97, Int)),
        (vec!["O 1 ## 2", "M O"], int(12, Int)),
        (
            vec![
                "_IOC(d,t,n,s) (((d)<<30)|((t)<<8)|((n)<<0)|((s)<<16))",
                "_IOR(t,n,x) _IOC(2U,(t),(n),(sizeof(x)))",
                "M _IOR('a',1,int)",
            ],
            int(0x8004_6101, ULong),
        ),
        (vec!["__BIT(n) (1 << (n))", "M __BIT(3)"], int(8, Int)),
        (vec!["M 1\\\n0"], int(10, Int)),
        (vec!["N 1", "N 2", "M N"], int(2, Int)),
        (
            vec!["S_(x) #x", "S(x) S_(x)", "M S(__LINE__)"],
            not("S(__LINE__)"),
        ),
        (vec!["F(x,y) x+y", "E", "M F(E 2, 3 E)"], int(5, Int)),
    ] {
        assert_eq!(last(&definitions, &lp64()), outcome, "{definitions:?}");
    }
}

#[test]
fn the_compilers_own_macros_tell_its_c() {
    let wasm = ["__SIZE_TYPE__ long unsigned int", "M sizeof(int)"];
    assert_eq!(last(&wasm, &ilp32()), int(4, ULong));
    let c23 = ["__STDC_VERSION__ 202311L", "M 1'000'000"];
    assert_eq!(last(&c23, &lp64()), int(1_000_000, Int));
    assert_eq!(
        last(&["__STDC_VERSION__ 202311L", "M true"], &lp64()),
        Outcome::Undecided
    );
    let msvc = ["_MSC_VER 1920", "M 0x8000000000000000LL"];
    assert_eq!(last(&msvc, &llp64()), int(i64::MIN.into(), LongLong));
    assert_eq!(last(&["_WIN32 1", "M 1ui64"], &llp64()), int(1, ULongLong));
    assert_eq!(
        last(&["_WIN32 1", "M (unsigned __int64)1"], &llp64()),
        int(1, ULongLong)
    );
}

#[test]
fn what_hangs_on_an_uncertain_macro_is_undecided() {
    let mut macros = table(&["A 1", "B (A)", "S(x) #x", "C S(A)", "D 2"]);
    macros.mark_uncertain("A");
    macros.mark_uncertain("Z");
    let model = lp64();
    let mut evaluator = Evaluator::new(&macros, &Header, &model);
    assert_eq!(evaluator.evaluate("A"), Outcome::Undecided);
    assert_eq!(evaluator.evaluate("B"), Outcome::Undecided);
    assert_eq!(evaluator.evaluate("C"), bytes(b"A"));
    assert_eq!(evaluator.evaluate("D"), int(2, Int));
    assert_eq!(evaluator.evaluate("Z"), Outcome::Undecided);
}

/// A value that was remembered is not used where a painted name would have changed it.
#[test]
fn memory_does_not_change_what_a_cycle_means() {
    let definitions = ["EA EB", "EB EA"];
    let macros = table(&definitions);
    let model = lp64();
    let mut evaluator = Evaluator::new(&macros, &Header, &model);
    assert_eq!(evaluator.evaluate("EA"), Outcome::Nothing);
    assert_eq!(evaluator.evaluate("EB"), Outcome::Nothing);
    let through_call = ["F() EA+X", "X (F())", "M (X)"];
    assert_eq!(last(&through_call, &model), not("(X)"));
}

/// Evaluates all of a generated header; the last macro's outcome.
fn all(definitions: &[String], backwards: bool) -> Outcome {
    let macros = table(&definitions.iter().map(String::as_str).collect::<Vec<_>>());
    let model = lp64();
    let mut evaluator = Evaluator::new(&macros, &Header, &model);
    let started = Instant::now();
    let mut outcomes: Vec<Outcome> = Vec::new();
    let names = (0..definitions.len()).map(|index| format!("M{index}"));
    if backwards {
        outcomes.extend(names.rev().map(|name| evaluator.evaluate(&name)));
        outcomes.reverse();
    } else {
        outcomes.extend(names.map(|name| evaluator.evaluate(&name)));
    }
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    outcomes.pop().unwrap()
}

/// Skipped, because it expands to more tokens than that.
fn over(tokens: u32) -> Outcome {
    Outcome::Skipped(Reason::TooManyTokens(tokens))
}

/// What only the compiler can decide is not left to it where it could not end: not behind what
/// cannot be read here, nor where values stand for the parts here.
#[test]
fn no_explosion_is_left_to_the_compiler() {
    let value = |index: usize| format!("M{} ((M{index})|(M{index}))", index + 1);
    let mut values = vec!["M0 (1)".to_owned()];
    values.extend((0..40).map(value));
    assert_eq!(all(&values, false), int(1, Int));
    for question in [
        "M41 __is_odd(1) M40",
        "M41 __builtin_odd(M40)",
        "M41 1'' + / ## ( M40",
        "M41 __is_odd(__LINE__ M40",
    ] {
        values.push(question.to_owned());
        assert_eq!(all(&values, false), over(65_536), "{question}");
        values.pop();
    }
    let doubled = format!("M1 {}1{}", "M0(".repeat(60), ")".repeat(60));
    assert_eq!(all(&["M0(x) x x".to_owned(), doubled], false), over(65_536));
    // Large, but no more than a compiler takes at once.
    let bare = |index: usize| format!("M{index} M{}+1", index - 1);
    let mut chain = vec!["M0 1".to_owned()];
    chain.extend((1..1_500).map(bare));
    assert_eq!(all(&chain, false), Outcome::Undecided);
}

#[test]
fn chains_and_explosions_end() {
    let chain = |link: &dyn Fn(usize) -> String| -> Vec<String> {
        std::iter::once("M0 1".to_owned())
            .chain((1..10_000).map(link))
            .collect()
    };
    for backwards in [false, true] {
        let values = chain(&|index| format!("M{index} (M{}+1)", index - 1));
        assert_eq!(all(&values, backwards), int(10_000, Int));
        let names = chain(&|index| format!("M{index} M{}", index - 1));
        assert_eq!(all(&names, backwards), int(1, Int));
        let calls = chain(&|index| format!("M{index} (F(M{})+1)", index - 1));
        all(&calls, backwards);
        let bare = chain(&|index| format!("M{index} M{}+1", index - 1));
        assert_eq!(all(&bare, backwards), over(512));
        let doubled = chain(&|index| format!("M{index} M{0} M{0}", index - 1));
        assert_eq!(all(&doubled, backwards), over(65_536));
    }
    let functions: Vec<String> = (0..400)
        .map(|index| format!("M{index}(x) M{0}(x) M{0}(M{0}(x))", index + 1))
        .chain(["M400(x) x".to_owned(), "M401 M0(1)".to_owned()])
        .collect();
    assert_eq!(all(&functions, false), over(65_536));
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    assert_eq!(is(&deep("(", ")"), &lp64()), over(65_536));
    assert_eq!(is(&deep("-", ""), &lp64()), Outcome::Undecided);
    // The most frames of the reader's own stack for each level.
    let steep = deep("0||1&&0|0^0&0==0<0<<0+1*(1?(int)", "");
    assert_eq!(is(&steep, &lp64()), over(65_536));
    let calls = |depth| format!("M {}1{}", "F(".repeat(depth), ")".repeat(depth));
    let nested = |depth| last(&["F(x) (x)", &calls(depth)], &lp64());
    assert_eq!(nested(90), Outcome::Undecided);
    assert_eq!(nested(110), Outcome::Skipped(Reason::NestedCalls(96)));
    assert_eq!(is(&deep("1?1:", ""), &lp64()), over(65_536));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any text at all is decided, or not, without a panic.
    #[test]
    fn garbage_ends(text in any::<String>(), pieces in prop::collection::vec(0usize..46, 0..40)) {
        const PIECES: [&str; 46] = [
            "A", "B", "F", "(", ")", "(", ")", ",", "#", "##", "1", "0x", ".5", "1e", "'a'", "'",
            "\"s\"", "\"", "L'\\", "+", "-", "<<", "?", ":", "&&", "sizeof", "(int)", "int", "*",
            "[", "]", "{", "}", "__VA_ARGS__", "struct", " ", "\\\n", "/*", "*/", "//", "EA", "DWORD",
            "->", "object", "_Pragma", "x",
        ];
        let soup: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let definitions = [
            format!("M {text}"), format!("A {soup}"), format!("B {soup} A"),
            format!("F(x,...) {soup}{text} F x"), format!("C F({soup}) B(A)"), format!("D({soup}"),
            "E D(1)(2) F(A,B) C".to_owned(),
        ];
        for model in [lp64(), avr()] {
            let macros = table(&definitions.iter().map(String::as_str).collect::<Vec<_>>());
            let mut evaluator = Evaluator::new(&macros, &Header, &model);
            let started = Instant::now();
            for name in ["M", "A", "B", "C", "D", "E", "F"] {
                evaluator.evaluate(name);
            }
            prop_assert!(started.elapsed() < Duration::from_secs(2));
        }
    }
}
