use domain::code::{Binding, Code, CodeError, CodeHash, mac, verify_mac};
use proptest::prelude::*;

#[test]
fn six_digits_are_read_in_any_usual_form() {
    for typed in [
        "123456",
        " 123456\n",
        "123 456",
        "123-456",
        "1 2 3 4 5 6",
        "123\u{00A0}456",
        "123–456",
        "\u{200E}123456\u{200F}",
        "\u{FEFF}123456",
        "१२३४५६",
        "१२३ ४५६",
        "১২৩৪৫৬",
        "੧੨੩੪੫੬",
        "૧૨૩૪૫૬",
        "୧୨୩୪୫୬",
        "௧௨௩௪௫௬",
        "౧౨౩౪౫౬",
        "೧೨೩೪೫೬",
        "൧൨൩൪൫൬",
        "١٢٣٤٥٦",
        "۱۲۳۴۵۶",
        "１２３４５６",
        "12३४56",
        "Your OTP is 123456",
        "123456 is your code for Hotel Sagar. It is good for 3 minutes. Ref KD",
        "Hotel Sagar: 123456. Do not tell anyone.\n@status.example #123456",
        "होटल सागर के लिए आपका कोड १२३४५६ है। Ref KD",
        "OTP:123456",
        "Code (123456), good until 21-11-2026 18:30, call 1800112233",
        "INR 4,999.00 paid? No. Code 123456!",
        "The code is 123456.",
        "123456, and nobody else's",
    ] {
        assert_eq!(Code::parse(typed).map(|code| code.as_str().to_owned()), Ok("123456".to_owned()), "{typed:?}");
    }
}

#[test]
fn each_mistake_has_its_own_name() {
    use CodeError::*;
    for (typed, error) in [
        ("", Empty),
        ("  \n", Empty),
        ("\u{200B}", Empty),
        ("1", TooShort),
        ("12345", TooShort),
        ("123-45", TooShort),
        ("1234567", TooLong),
        ("123456 123456", TooLong),
        ("९८१०००००००१", TooLong),
        ("---", NotDigits),
        ("abcdef", NotDigits),
        ("12345a", NotDigits),
        ("12345O", NotDigits),
        ("1234.56", NotDigits),
        ("A123456", NotDigits),
        ("123456a", NotDigits),
        ("#_123456", NotDigits),
        ("Call +123456", NotDigits),
        ("codes 123456 and 654321", NotDigits),
        ("paid 1,234567 today", NotDigits),
        ("paid 12.345678 today", NotDigits),
        ("id 12-345678 x", NotDigits),
        ("paid 123456.50 today", NotDigits),
        ("paid 123456,50 today", NotDigits),
        ("mobile 9810000001", NotDigits),
        ("no code here", NotDigits),
    ] {
        assert_eq!(Code::parse(typed), Err(error), "{typed:?}");
    }
    assert_eq!(Code::parse(&"1".repeat(1_000_000)), Err(TooLong));
    let message = |bytes: usize| format!("{}123456", "x ".repeat((bytes - 6) / 2));
    assert!(Code::parse(&message(4_096)).is_ok());
    for bytes in [4_098, 10_000] {
        assert_eq!(Code::parse(&message(bytes)), Err(TooLong));
    }
}

#[test]
fn a_code_is_hidden_and_complete() {
    assert_eq!(format!("{:?}", Code::from_random(7)), "Code(******)");
    assert_eq!(Code::from_random(7).as_str(), "000007");
    assert_eq!(Code::from_random(1_999_999).as_str(), "999999");
}

#[test]
fn codes_are_even() {
    // a fixed walk through all 64-bit values: every last digit and every first digit comes as often as the others
    let (mut first, mut last) = ([0_u32; 10], [0_u32; 10]);
    let mut random = 0_u64;
    for _ in 0..100_000 {
        random = random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let code = Code::from_random(random);
        let digits = code.as_str().as_bytes();
        first[usize::from(digits[0] - b'0')] += 1;
        last[usize::from(digits[5] - b'0')] += 1;
    }
    for count in first.into_iter().chain(last) {
        assert!((9_500..10_500).contains(&count), "{count}");
    }
}

const BOUND: Binding<'_> =
    Binding { verification: b"verification", generation: 1, provider: "prv_1", origin: "https://h.example" };

fn hash_of(random: u64) -> CodeHash {
    CodeHash::from(&Code::from_random(random))
}

#[test]
fn a_hash_is_of_one_code_key_and_binding() {
    let (key, code) = ([7; 32], hash_of(123_456));
    let hash = mac(&key, &BOUND, &code);
    assert!(verify_mac(&key, &BOUND, &code, &hash));
    assert!(!verify_mac(&[8; 32], &BOUND, &code, &hash));
    assert!(!verify_mac(&key, &BOUND, &hash_of(123_457), &hash));
    for other in [
        Binding { verification: b"verificatioN", ..BOUND },
        Binding { generation: 2, ..BOUND },
        Binding { provider: "prv_2", ..BOUND },
        Binding { origin: "https://h.exampl", ..BOUND },
        Binding { origin: "", ..BOUND },
        // the same letters, cut elsewhere
        Binding { provider: "prv_1h", origin: "ttps://h.example", ..BOUND },
        Binding { provider: "prv_1https://h.example", origin: "", ..BOUND },
    ] {
        assert!(!verify_mac(&key, &other, &code, &hash), "{other:?}");
    }
}

#[test]
fn the_hash_is_frozen() {
    // made by an independent implementation of HMAC-SHA-256 over the documented parts
    let hash = mac(&[7; 32], &BOUND, &hash_of(123_456));
    assert_eq!(hash, 0x09bd_1779_0847_9d72_9ac9_92bc_50cd_8663_u128.to_be_bytes());
}

proptest! {
    #[test]
    fn anything_may_be_typed(typed in any::<String>()) {
        let _ = Code::parse(&typed);
    }

    #[test]
    fn anything_like_a_message_may_be_pasted(typed in "[0-9०-९ a-z.,#@+-]{0,60}") {
        if let Ok(code) = Code::parse(&typed) {
            prop_assert_eq!(code.as_str().len(), 6);
            prop_assert_eq!(&Code::parse(code.as_str()).unwrap(), &code);
        }
    }

    #[test]
    fn a_changed_bit_of_a_hash_does_not_fit(random in any::<u64>(), place in 0_usize..16, bit in 0_u8..8) {
        let code = hash_of(random);
        let mut hash = mac(&[7; 32], &BOUND, &code);
        hash[place] ^= 1 << bit;
        prop_assert!(!verify_mac(&[7; 32], &BOUND, &code, &hash));
    }
}
