//! From the outbox to the agency's store, through everything that a network and a store can do.

mod canaries;
mod cli;
mod fake_store;
mod http;
mod independent;
mod killed;
mod ralph;
mod schedules;
mod tls;
mod world;
