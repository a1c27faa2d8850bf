// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

// Small contracts that answer the ABI of EigenLayer's, for tests on a local chain. Each has setters beside it.

struct OperatorSet {
    address avs;
    uint32 id;
}

contract AllocationManager {
    struct DelayInfo {
        uint32 delay;
        bool isSet;
        uint32 pendingDelay;
        uint32 effectBlock;
    }

    struct SetInfo {
        bool exists;
        address slasher;
        address pendingSlasher;
        uint32 effectBlock;
        address recipient;
    }

    struct Registration {
        bool registered;
        uint32 slashableUntil;
    }

    // As in the real one: the mapping of delays is at slot 155, that of registrations at slot 158.
    uint256[155] private __before;
    mapping(address => DelayInfo) private delays;
    uint256[2] private __between;
    mapping(address => mapping(bytes32 => Registration)) private registrations;
    mapping(bytes32 => SetInfo) private sets;
    mapping(address => uint256) private counts;
    mapping(address => mapping(address => uint64)) private maxima;
    mapping(address => mapping(address => uint64)) private encumbered;
    bool private broken;
    mapping(bytes32 => address[]) private strategies;

    function setDelay(address operator, uint32 delay, bool isSet, uint32 pendingDelay, uint32 effectBlock) external {
        delays[operator] = DelayInfo(delay, isSet, pendingDelay, effectBlock);
    }

    function setSet(address avs, uint32 id, address slasher, address pendingSlasher, uint32 effectBlock, address recipient) external {
        bytes32 key = keccak256(abi.encode(avs, id));
        if (!sets[key].exists) counts[avs] += 1;
        sets[key] = SetInfo(true, slasher, pendingSlasher, effectBlock, recipient);
    }

    function setMagnitudes(address operator, address strategy, uint64 maximum, uint64 encumbered_) external {
        maxima[operator][strategy] = maximum;
        encumbered[operator][strategy] = encumbered_;
    }

    function setStrategies(address avs, uint32 id, address[] memory strategies_) external {
        strategies[keccak256(abi.encode(avs, id))] = strategies_;
    }

    function setRegistration(address operator, address avs, uint32 id, bool registered, uint32 slashableUntil) external {
        registrations[operator][keyOf(OperatorSet(avs, id))] = Registration(registered, slashableUntil);
    }

    // As in the real one.
    function keyOf(OperatorSet memory set) private pure returns (bytes32) {
        return bytes32(abi.encodePacked(set.avs, uint96(set.id)));
    }

    function isMemberOfOperatorSet(address operator, OperatorSet memory set) external view returns (bool) {
        return registrations[operator][keyOf(set)].registered;
    }

    function isOperatorSlashable(address operator, OperatorSet memory set) external view returns (bool) {
        Registration memory one = registrations[operator][keyOf(set)];
        return one.registered || block.number <= one.slashableUntil;
    }

    function getStrategiesInOperatorSet(OperatorSet memory set) external view returns (address[] memory) {
        return strategies[keccak256(abi.encode(set.avs, set.id))];
    }

    function setBroken(bool broken_) external {
        broken = broken_;
    }

    function getAllocationDelay(address operator) external view returns (bool, uint32) {
        require(!broken, "broken");
        DelayInfo memory info = delays[operator];
        if (info.effectBlock != 0 && block.number >= info.effectBlock) return (true, info.pendingDelay);
        return (info.isSet, info.delay);
    }

    function getMaxMagnitude(address operator, address strategy) external view returns (uint64) {
        require(!broken, "broken");
        uint64 maximum = maxima[operator][strategy];
        return maximum == 0 ? 1e18 : maximum;
    }

    function getEncumberedMagnitude(address operator, address strategy) external view returns (uint64) {
        return encumbered[operator][strategy];
    }

    function getOperatorSetCount(address avs) external view returns (uint256) {
        return counts[avs];
    }

    function isOperatorSet(OperatorSet memory set) external view returns (bool) {
        return sets[keccak256(abi.encode(set.avs, set.id))].exists;
    }

    function getSlasher(OperatorSet memory set) external view returns (address) {
        SetInfo memory info = sets[keccak256(abi.encode(set.avs, set.id))];
        return info.effectBlock != 0 && block.number >= info.effectBlock ? info.pendingSlasher : info.slasher;
    }

    function getPendingSlasher(OperatorSet memory set) external view returns (address, uint32) {
        SetInfo memory info = sets[keccak256(abi.encode(set.avs, set.id))];
        return block.number < info.effectBlock ? (info.pendingSlasher, info.effectBlock) : (address(0), 0);
    }

    function getRedistributionRecipient(OperatorSet memory set) external view returns (address) {
        address recipient = sets[keccak256(abi.encode(set.avs, set.id))].recipient;
        return recipient == address(0) ? 0x00000000000000000000000000000000000E16E4 : recipient;
    }
}

contract DelegationManager {
    struct Withdrawal {
        address staker;
        address delegatedTo;
        address withdrawer;
        uint256 nonce;
        uint32 startBlock;
        address[] strategies;
        uint256[] scaledShares;
    }

    mapping(address => address) public delegatedTo;
    mapping(address => mapping(address => uint256)) private withdrawable;
    mapping(address => Withdrawal[]) private queued;

    function setStaker(address staker, address operator, address strategy, uint256 shares) external {
        delegatedTo[staker] = operator;
        withdrawable[staker][strategy] = shares;
    }

    function queue(address staker, address operator, uint32 startBlock, address strategy, uint256 shares) external {
        Withdrawal storage one = queued[staker].push();
        one.staker = staker;
        one.delegatedTo = operator;
        one.withdrawer = staker;
        one.startBlock = startBlock;
        one.strategies.push(strategy);
        one.scaledShares.push(shares);
    }

    function minWithdrawalDelayBlocks() external pure returns (uint32) {
        return 100800;
    }

    function getWithdrawableShares(address staker, address[] memory strategies)
        external
        view
        returns (uint256[] memory shares, uint256[] memory deposits)
    {
        shares = new uint256[](strategies.length);
        deposits = new uint256[](strategies.length);
        for (uint256 i = 0; i < strategies.length; i++) shares[i] = withdrawable[staker][strategies[i]];
    }

    function getQueuedWithdrawals(address staker)
        external
        view
        returns (Withdrawal[] memory withdrawals, uint256[][] memory shares)
    {
        withdrawals = queued[staker];
        shares = new uint256[][](withdrawals.length);
        for (uint256 i = 0; i < withdrawals.length; i++) shares[i] = withdrawals[i].scaledShares;
    }
}

contract RewardsCoordinator {
    mapping(address => mapping(address => uint16)) private splits;

    function setSplit(address operator, address avs, uint16 bips) external {
        splits[operator][avs] = bips;
    }

    function getOperatorAVSSplit(address operator, address avs) external view returns (uint16) {
        return splits[operator][avs];
    }

    function getOperatorPISplit(address operator) external view returns (uint16) {
        return splits[operator][address(0)];
    }
}

contract Multicall3 {
    struct Call3 {
        address target;
        bool allowFailure;
        bytes callData;
    }

    struct Result {
        bool success;
        bytes returnData;
    }

    function aggregate3(Call3[] calldata calls) external payable returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (results[i].success, results[i].returnData) = calls[i].target.call(calls[i].callData);
            require(results[i].success || calls[i].allowFailure, "Multicall3: call failed");
        }
    }

    function getChainId() external view returns (uint256) {
        return block.chainid;
    }
}

contract Safe {
    function getThreshold() external pure returns (uint256) {
        return 2;
    }

    function getOwners() external pure returns (address[] memory owners) {
        owners = new address[](3);
    }
}

// Uses up all the gas of who asks for its owners.
contract Endless {
    function getThreshold() external pure returns (uint256) {
        while (true) {}
        return 1;
    }
}
