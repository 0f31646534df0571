//! Passes that no gate may accept, each made from one that is good.

use domain::{
    jws::{Expectation, verify},
    keyset::thumbprint,
    pass::{PassClaims, RevocationList, Verdict, sign, signing_input, text},
    provider::Env,
    time::Timestamp,
    vaccination::Status,
};
use ed25519_dalek::Signer as _;

use crate::{
    passes::{MADE, NOW, claims, other_key, verdict},
    sample::{self, IAT, key},
};

/// What is forged, its text, and what a gate answers.
pub(crate) fn all() -> Vec<(&'static str, String, &'static str)> {
    let good = sign(&claims(), &key());
    let bytes = text::decode(&good).unwrap();
    let (body, signature) = bytes.split_at(bytes.len() - 64);
    let with_body = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut body = body.to_vec();
        change(&mut body);
        text::encode(&[&body[..], signature].concat())
    };
    // signed by the right key, but in a form that no pass has
    let signed_raw = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut body = body.to_vec();
        change(&mut body);
        let signature = key().sign(&[b"kyvs pass v1\n", &body[..]].concat()).to_bytes();
        text::encode(&[&body[..], &signature].concat())
    };
    let other = sign(&claims(), &other_key());
    let mut borrowed = text::decode(&other).unwrap();
    borrowed[1..5].copy_from_slice(&thumbprint(&key().verifying_key())[..4]);
    let resigned = |context: &[u8]| {
        let signature = key().sign(&[context, body].concat()).to_bytes();
        text::encode(&[body, &signature].concat())
    };
    let test = PassClaims::new(claims().id(), Env::Test, Status::Fully, MADE, claims().lifetime()).unwrap();
    let list = RevocationList::new([], MADE).sign(&key());
    vec![
        ("a status that was raised", with_body(&|body| body[0] ^= 1), "NotAPass"),
        ("a status that was lowered", with_body(&|body| body[0] &= !3), "BadSignature"),
        ("another id", with_body(&|body| body[5] ^= 1), "BadSignature"),
        ("made later", with_body(&|body| body[16] ^= 1), "BadSignature"),
        ("good for longer", with_body(&|body| body[18] ^= 0x80), "BadSignature"),
        ("another year of birth", with_body(&|body| body[19] ^= 1), "BadSignature"),
        ("another name", with_body(&|body| *body.last_mut().unwrap() ^= 1), "BadSignature"),
        ("a longer name", with_body(&|body| body.push(b'a')), "BadSignature"),
        ("a shorter name", with_body(&|body| body.truncate(body.len() - 1)), "BadSignature"),
        ("moved to test mode", with_body(&|body| body[0] |= 4), "BadSignature"),
        ("a test pass signed with the live key", sign(&test, &key()), "BadSignature"),
        ("another key", other, "BadSignature"),
        ("another key under the name of ours", text::encode(&borrowed), "BadSignature"),
        ("no signature", text::encode(&[body, &[0; 64]].concat()), "BadSignature"),
        ("signed as a result is", resigned(b""), "BadSignature"),
        ("signed as a list is", resigned(b"kyvs revoked v1\n"), "BadSignature"),
        ("signed as another version", resigned(b"kyvs pass v2\n"), "BadSignature"),
        ("status 3, signed", signed_raw(&|body| body[0] |= 3), "NotAPass"),
        ("a bit that means nothing, signed", signed_raw(&|body| body[0] |= 0x80), "NotAPass"),
        ("good for no time, signed", signed_raw(&|body| body[17..19].fill(0)), "NotAPass"),
        ("good for 45 days, signed", signed_raw(&|body| body[17..19].fill(0xFF)), "NotAPass"),
        ("a year of birth after 2100, signed", signed_raw(&|body| body[19] = 201), "NotAPass"),
        ("an unseen character in the name, signed", signed_raw(&|body| body[21] = 0x07), "NotAPass"),
        (
            "bytes after the last field, signed",
            signed_raw(&|body| {
                body[0] &= !0x18;
            }),
            "NotAPass",
        ),
        ("a list of revoked passes", text::encode(&list), "NotAPass"),
        ("a result", sample::token(), "NotAPass"),
        ("a result behind the prefix", format!("KYVS1:{}", sample::token()), "NotAPass"),
        ("cut in half", good[..good.len() / 2].to_owned(), "NotAPass"),
        ("twice", format!("{good}{good}"), "NotAPass"),
        ("without its prefix", good.replacen("KYVS1:", "", 1), "NotAPass"),
        ("of a later version", good.replacen("KYVS1:", "KYVS2:", 1), "NotAPass"),
        ("a web address", "https://status.example/gate".to_owned(), "NotAPass"),
        ("nothing", String::new(), "NotAPass"),
    ]
}

fn name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::NotAPass => "NotAPass",
        Verdict::BadSignature => "BadSignature",
        Verdict::KeysTooOld => "KeysTooOld",
        Verdict::Genuine(_) | Verdict::Expired(_) | Verdict::NotYet | Verdict::Revoked(_) => "believed",
    }
}

#[test]
fn each_is_refused_for_its_own_reason() {
    for (what, text, why) in all() {
        assert_eq!(name(&verdict(&text)), why, "{what}");
    }
}

#[test]
fn no_changed_bit_is_believed() {
    let good = text::decode(&sign(&claims(), &key())).unwrap();
    for bit in 0..good.len() * 8 {
        let mut changed = good.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_ne!(name(&verdict(&text::encode(&changed))), "believed", "bit {bit}");
    }
    for end in 0..good.len() {
        assert_ne!(name(&verdict(&text::encode(&good[..end]))), "believed", "cut at {end}");
        assert_ne!(name(&verdict(&text::encode(&[&good[..], &good[..=end]].concat()))), "believed", "longer by {end}");
    }
}

#[test]
fn no_changed_character_is_believed() {
    let good = sign(&claims(), &key());
    for at in 0..good.len() {
        for other in "0Z/ ९".chars() {
            let changed: String = good.chars().enumerate().map(|(n, c)| if n == at { other } else { c }).collect();
            let is_same = text::decode(&changed).is_some() && text::decode(&changed) == text::decode(&good);
            assert!(is_same || name(&verdict(&changed)) != "believed", "{changed}");
        }
    }
}

#[test]
fn a_pass_is_no_result() {
    let expect = Expectation { issuer: "https://status.example", audience: None, nonce: None, env: Env::Live };
    let now = Timestamp::from_seconds(IAT + 10);
    let pass = sign(&claims(), &key());
    assert!(verify(&pass, &sample::keys(), &expect, now).is_err());
    // what is signed for a pass can be spelled as no result: it begins with a line of its own
    let input = signing_input(&claims(), &key().verifying_key());
    assert!(input.starts_with(b"kyvs pass v1\n"));
    assert!(input.contains(&b'\n') && !sample::token().contains('\n'));
    assert!(NOW > MADE);
}
