"""Secure strings, credentials, hashes, encryption and random bytes.

`[securestring]` is declared here, but the class of its values is `SecureString` in `credentials`, which registers with
`carry`: this package imports nothing above it.

May import: the rooms from `culture` to `net`.

- `securestring`: the members of `[securestring]`, and `carry`, which names the class of its values.
- `credential`: `[pscredential]` and NetworkCredential.
- `marshal`: `[Marshal]` and `[IntPtr]`, with which scripts read the text of a secure string.
- `crypto`: SHA256 and the other hashes, HMAC, and RandomNumberGenerator.
- `aes`: Aes and CryptoStream.
- `password_keys`: Rfc2898DeriveBytes, which makes a key of a password.
"""
